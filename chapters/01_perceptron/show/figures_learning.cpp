#include "figures_learning.hpp"

#include "plane.hpp"

namespace chapter01 {

void draw_learning(const Learned& by_threshold, const Learned& by_sigmoid,
                   const std::filesystem::path& out) {
  const auto add = [](nn::Figure& figure, const arma::vec& error,
                      const std::string& label) {
    figure.line(arma::regspace(0, double(error.n_elem) - 1), error, label);
  };
  const arma::vec hard(by_threshold.error), soft(by_sigmoid.error);
  nn::Figure first("The first epochs | 最初几轮"),
      all("The sigmoid rule to its goal | sigmoid 规则直到达标");
  first.size(400, 350)
      .x_label("epoch | 轮次")
      .y_label("mean squared error | 均方误差");
  first.y_range(0, 1);
  add(first, hard, "threshold rule | 阈值规则");
  add(first, soft.head(std::min<arma::uword>(hard.n_elem + 5, soft.n_elem)),
      "sigmoid rule | sigmoid 规则");
  all.size(400, 350)
      .x_label("epoch | 轮次")
      .y_label("mean squared error | 均方误差")
      .log_y();
  add(all, soft, "sigmoid rule | sigmoid 规则");
  all.line({0, double(soft.n_elem)}, {1e-3, 1e-3}, "goal | 目标");
  nn::save_row(out / "learning.svg", {first, all});
}

void draw_moving_line(const std::filesystem::path& out) {
  const TruthTable table = or_table();
  const arma::rowvec start{-0.2, 0.8, -0.3};
  const auto add = [](nn::Figure& figure, const arma::rowvec& w,
                      const std::string& label) {
    draw_line(figure, w(0), w(1), w(2), label);
  };
  nn::Figure hard = plane(
      "Threshold rule: only mistakes move the line | "
      "阈值规则：出错才移动");
  nn::Figure soft = plane(
      "Sigmoid rule: every row moves the line | "
      "sigmoid 规则：每一行都推动");
  hard.size(450, 480);
  soft.size(450, 480);
  mark_outputs(hard, or_gate);
  mark_outputs(soft, or_gate);
  const auto log = learn_row_by_row(table, start, 0.4, 100);
  for (std::size_t i = 0; i < log.weights.size(); ++i)
    add(hard, log.weights[i],
        i == 0 ? "start | 起点"
               : fmt::format("correction {0} | 第 {0} 次修正", i));
  arma::rowvec w = start;
  for (int epoch = 0; epoch <= 300; ++epoch) {
    if (epoch == 0 || epoch == 2 || epoch == 20 || epoch == 300)
      add(soft, w,
          epoch == 0 ? "start | 起点"
                     : fmt::format("epoch {0} | 第 {0} 轮", epoch));
    w = updated(w, table, sigmoid, 0.4);
  }
  nn::save_row(out / "or_line.svg", {hard, soft});
}

void draw_promise(const Corrections& log, const arma::rowvec& u,
                  const std::filesystem::path& out) {
  const TruthTable table = three_inputs();
  const double gamma = arma::min(arma::abs(u * table.inputs)) / arma::norm(u);
  const double longest =
      std::sqrt(arma::max(arma::sum(arma::square(table.inputs))));
  const arma::vec all = arma::regspace(1, 300);
  arma::vec k(log.row.size());
  arma::vec toward(k.n_elem), length(k.n_elem);
  for (arma::uword i = 0; i < k.n_elem; ++i) {
    const arma::rowvec& w = log.weights[i + 1];  // after correction i + 1
    k(i) = double(i + 1);
    toward(i) = arma::dot(w, u) / arma::norm(u);
    length(i) = arma::norm(w);
  }
  nn::Figure figure(
      "Squeezed between two bounds until they cross | "
      "夹在两个界之间，直到它们相交");
  figure.size(680, 400)
      .log_x()
      .log_y()
      .x_label("corrections k | 修正次数 k")
      .y_label("length | 长度");
  figure.line(all, arma::sqrt(all) * longest,
              "longest that w can be, √k R | w 至多这么长：√k R");
  figure.line(all, all * gamma,
              "least progress along u, k γ | 沿 u 至少走这么远：k γ");
  figure.points(k, length, "length of w in the run | 实际：w 的长度");
  figure.points(k, toward, "progress along u in the run | 实际：沿 u 的进展");
  figure.save(out / "promise.svg");
}

namespace {

/// The wrong rows after each of the first n corrections; none once settled.
arma::vec wrong_rows(const Corrections& log, const TruthTable& table,
                     std::size_t n) {
  arma::vec wrong(n, arma::fill::zeros);
  for (std::size_t i = 0; i < n && i < log.weights.size(); ++i)
    wrong(i) = double(table.targets.n_elem) - rows_right(log.weights[i], table);
  return wrong;
}

/// The path of the weights w2 and b into the cycle, and the cycle itself.
nn::Figure way_of_weights(const Corrections& log) {
  arma::mat way(log.weights.size(), 3);
  for (arma::uword i = 0; i < way.n_rows; ++i)
    way.row(i) = log.weights[i];
  const arma::mat in = way.head_rows(21), round = way.tail_rows(5);
  nn::Figure figure("XOR: its weights end up in a cycle | 异或：权重陷入循环");
  figure.size(400, 370).x_label("w2").y_label("bias | 偏置");
  figure.path(in.col(1), in.col(2), "corrections 0 to 20 | 第 0 到 20 次修正");
  figure.line(round.col(1), round.col(2), "then for ever | 此后一直重复");
  return figure;
}

}  // namespace

void draw_cycle(const std::filesystem::path& out) {
  const arma::rowvec start{6, 5, 4};
  const auto on_or = learn_row_by_row(or_table(), start, 1, 40);
  const auto on_xor = learn_row_by_row(xor_table(), start, 1, 40);
  const arma::vec step = arma::regspace(0, 40);
  nn::Figure wrong(
      "Rows that are wrong after each correction | "
      "每次修正后还错几行");
  wrong.size(400, 370)
      .x_label("corrections | 修正次数")
      .y_label("wrong rows | 错误行数");
  wrong.y_range(0, 4);
  wrong.line(step, wrong_rows(on_xor, xor_table(), step.n_elem), "XOR");
  wrong.line(step, wrong_rows(on_or, or_table(), step.n_elem), "OR");
  nn::save_row(out / "xor_cycle.svg", {wrong, way_of_weights(on_xor)});
}

}  // namespace chapter01
