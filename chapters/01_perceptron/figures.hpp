/// The chapter's pictures.
#pragma once

#include <filesystem>

#include "nn/figures/figure.hpp"

#include "learning.hpp"
#include "separability.hpp"

namespace chapter01 {

/// The limits of the pictures of the input plane; the inputs 0 and 1 are well
/// inside.
inline constexpr double plane_low = -0.5, plane_high = 1.5;

/// An empty picture of the plane of the inputs x1 and x2.
inline nn::Figure plane(const std::string& title) {
  nn::Figure figure(title);
  figure.size(320, 350).x_label("x1").y_label("x2").equal_axes();
  figure.x_range(plane_low, plane_high).y_range(plane_low, plane_high);
  return figure;
}

/// Samples f on the plane of the inputs.
template <class F>
nn::Grid over_plane(const F& f) {
  return nn::Grid::of([&](double x1, double x2) { return double(f(x1, x2)); },
                      plane_low, plane_high, plane_low, plane_high, 101);
}

/// The four inputs as points: where f is 0 and where it is 1.
template <class F>
void mark_outputs(nn::Figure& figure, const F& f) {
  std::vector<double> x[2], y[2];
  for (auto [x1, x2] : all_inputs) {
    x[f(x1, x2)].push_back(x1);
    y[f(x1, x2)].push_back(x2);
  }
  // A gate that a reader has changed may output only one of the two.
  for (std::size_t value : {0, 1})
    if (!x[value].empty())
      figure.points(arma::vec(x[value]), arma::vec(y[value]),
                    fmt::format("output {0} | 输出 {0}", value));
}

/// The straight line w1 x1 + w2 x2 + b = 0 across the plane of the inputs.
inline void draw_line(nn::Figure& figure, double w1, double w2, double b,
                      const std::string& label) {
  // Start at the point nearest the origin and go along the line.
  const double square = w1 * w1 + w2 * w2;
  const arma::vec t = arma::linspace(-3, 3, 2) / std::sqrt(square);
  figure.line(-b * w1 / square - t * w2, -b * w2 / square + t * w1, label);
}

/// gates.svg: AND, NAND and OR: the weighted sum over the plane, and the
/// line where it is 0.
inline void draw_gates(const std::filesystem::path& out) {
  const auto draw = [](const std::string& title, const Gate& gate) {
    nn::Figure figure = plane(title);
    const auto sum = [&](double x1, double x2) { return gate.sum(x1, x2); };
    figure.heat_map(over_plane(sum))
        .boundary(over_plane(sum), 0, "sum = 0 | 加权和 = 0");
    mark_outputs(figure, gate);
    return figure;
  };
  nn::save_row(out / "gates.svg",
               {draw("AND: weighted sum | AND：加权和", and_gate),
                draw("NAND: weighted sum | NAND：加权和", nand_gate),
                draw("OR: weighted sum | OR：加权和", or_gate)});
}

/// The four inputs of XOR as the hidden layer maps them: 01 and 10 become
/// one point.
inline nn::Figure hidden_plane() {
  nn::Figure figure =
      plane("Second layer: one line will do | 第二层：一条直线就够了");
  figure.size(400, 400);
  figure.x_label("h1 = NAND").y_label("h2 = OR");
  const auto sum = [](double h1, double h2) { return and_gate.sum(h1, h2); };
  figure.heat_map(over_plane(and_gate)).boundary(over_plane(sum), 0, "AND");
  figure.points({1, 0}, {0, 1}, "output 0 | 输出 0");
  figure.points({1}, {1}, "output 1 | 输出 1");
  return figure;
}

/// xor.svg: the input plane with two lines, and the hidden plane with one.
inline void draw_xor(const std::filesystem::path& out) {
  nn::Figure inputs =
      plane("XOR: fires between two lines | 异或：两条直线之间才激活");
  inputs.size(400, 400);
  inputs.heat_map(over_plane(xor_gate));
  mark_outputs(inputs, xor_gate);
  draw_line(inputs, nand_gate.w1, nand_gate.w2, nand_gate.b, "NAND");
  draw_line(inputs, or_gate.w1, or_gate.w2, or_gate.b, "OR");
  nn::save_row(out / "xor.svg", {inputs, hidden_plane()});
}

/// weight_map.svg: what a neuron with bias -1 computes, for every w1 and w2.
/// Its output for 00 is 0; of the eight remaining functions, seven have a
/// region between the lines w1 = 1, w2 = 1, w1 + w2 = 1, and XOR has none.
inline void draw_weight_map(const std::filesystem::path& out) {
  constexpr double low = -1.5, high = 2.5;
  const auto over_weights = [&](auto f) {
    return nn::Grid::of(f, low, high, low, high, 161);
  };
  nn::Figure figure(
      "Bias -1: seven regions, none is XOR (color: inputs that fire) | "
      "偏置 -1：七个区域，没有异或（颜色：让它激活的输入个数）");
  figure.size(640, 560).x_label("w1").y_label("w2").equal_axes();
  figure.x_range(low, high).y_range(low, high);
  figure.heat_map(over_weights([](double w1, double w2) {
    return double(std::popcount(function_of(Gate{w1, w2, -1})));
  }));
  draw_line(figure, 1, 0, -1, "sum of 10 = 0 | 10 的和 = 0");
  draw_line(figure, 0, 1, -1, "sum of 01 = 0 | 01 的和 = 0");
  draw_line(figure, 1, 1, -1, "sum of 11 = 0 | 11 的和 = 0");
  struct Example {
    double w1, w2;
    const char* chinese;
  };
  for (const auto& [w1, w2, chinese] : {Example{-0.25, -0.25, "从不激活"},
                                        {0.7, 0.7, "AND"},
                                        {1.75, 1.75, "OR"},
                                        {1.75, 0.25, "x1"},
                                        {0.25, 1.75, "x2"},
                                        {1.5, -1.0, "x1 且非 x2"},
                                        {-1.0, 1.5, "x2 且非 x1"}}) {
    const char* english = function_names[function_of(Gate{w1, w2, -1})];
    figure.points({w1}, {w2}, fmt::format("{} | {}", english, chinese));
  }
  figure.save(out / "weight_map.svg");
}

/// learning.svg: the errors of both rules, first epochs and all epochs.
inline void draw_learning(const Learned& by_threshold,
                          const Learned& by_sigmoid,
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

/// or_line.svg: how both rules move the line of OR from the same start.
inline void draw_moving_line(const std::filesystem::path& out) {
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

/// The wrong rows after each of the first n corrections; none once settled.
inline arma::vec wrong_rows(const Corrections& log, const TruthTable& table,
                            std::size_t n) {
  arma::vec wrong(n, arma::fill::zeros);
  for (std::size_t i = 0; i < n && i < log.weights.size(); ++i)
    wrong(i) = double(table.targets.n_elem) - rows_right(log.weights[i], table);
  return wrong;
}

/// The path of the weights w2 and b into the cycle, and the cycle itself.
inline nn::Figure way_of_weights(const Corrections& log) {
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

/// xor_cycle.svg: OR settles, XOR does not; and where XOR's weights go.
inline void draw_cycle(const std::filesystem::path& out) {
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
