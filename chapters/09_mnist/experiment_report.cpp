#include "nn/figures/figure.hpp"

#include "report.hpp"

namespace chapter09 {
namespace {

arma::vec percents(const std::vector<double>& shares) {
  return 100 * arma::vec(shares);
}

arma::vec epochs_of(std::size_t count) {
  return arma::regspace(1, double(count));
}

nn::Figure accuracy_figure(const std::string& title) {
  nn::Figure figure(title);
  figure.size(460, 380).x_label("epoch | 轮次");
  return figure.y_label("accuracy in % | 准确率（%）");
}

}  // namespace

void print_bpn(const BpnRuns& runs) {
  fmt::print(
      "  weights move by    sums            sums     means    sums\n"
      "  biases move by     means           sums     means    sums\n"
      "                     (the slip)                        (library)\n"
      "  epoch       training     test     test     test     test\n");
  for (std::size_t i = 0; i < runs.notes.test.size(); ++i)
    fmt::print(
        "  {:5} {:>12.2f} % {:>6.2f} % {:>6.2f} % {:>6.2f} % {:>6.2f} %\n",
        i + 1, 100 * runs.notes.train[i], 100 * runs.notes.test[i],
        100 * runs.sums.test[i], 100 * runs.means.test[i],
        100 * runs.library.test[i]);
}

void draw_bpn(const std::filesystem::path& out, const BpnRuns& runs) {
  const arma::vec x = epochs_of(runs.notes.test.size());
  nn::Figure notes = accuracy_figure(
      "Weights by sums, biases by means | 权重求和，偏置取平均");
  notes.line(x, percents(runs.notes.train), "training | 训练");
  notes.line(x, percents(runs.notes.test), "test | 测试");
  nn::Figure all = accuracy_figure("Test accuracy | 测试准确率");
  all.line(x, percents(runs.notes.test),
           "weights sums, biases means | 权重求和，偏置取平均");
  all.line(x, percents(runs.sums.test), "both sums | 都求和");
  all.line(x, percents(runs.means.test), "both means | 都取平均");
  nn::save_row(out / "bpn.svg", {notes, all});
}

}  // namespace chapter09
