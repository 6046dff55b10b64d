#include "report_networks.hpp"

#include "nn/core/print.hpp"

#include "../cost.hpp"
#include "../three_layers.hpp"

namespace chapter03 {

void print_fit(const std::vector<double>& kept,
               const std::vector<double>& left_out) {
  fmt::print(
      "         loss\n"
      "    step  with the slope   without\n");
  const std::size_t last = kept.size() - 1;
  for (std::size_t i = 0; i <= 4; ++i) {
    const std::size_t step = last * i / 4;
    fmt::print("  {:6} {:15.1f} {:9.1f}\n", step, kept[step], left_out[step]);
  }
}

void print_check(const std::vector<double>& kept,
                 const std::vector<double>& left_out) {
  fmt::print("  matrix   with the slope   without\n");
  for (std::size_t i = 0; i < six.size(); ++i)
    fmt::print(
        "  {:6} {:>17} {:>9}\n", six[i].first,
        kept[i] < 1e-6 ? "agrees" : fmt::format("{:.3f}", kept[i]),
        left_out[i] < 1e-6 ? "agrees" : fmt::format("{:.3f}", left_out[i]));
}

void print_prediction(const Prediction& p, std::size_t inputs,
                      std::size_t samples) {
  fmt::print("  {}-512-256-128-64-10, {} samples\n", inputs, samples);
  fmt::print("  parameters   {:14}\n", p.parameters);
  fmt::print("  weights      {:14.3f} GB   (4 bytes each)\n",
             p.weight_bytes / 1e9);
  fmt::print("  input        {:14.3f} GB\n", p.input_bytes / 1e9);
  fmt::print("  operations   {:14.1f} GFLOP (a multiply-add is two)\n",
             p.operations / 1e9);
  fmt::print(
      "  to train it  {:14.3f} GB more: a gradient and Adam's two averages\n",
      3 * p.weight_bytes / 1e9);
}

void print_netv1(const Prediction& p, const NetV1Run& run) {
  fmt::print(
      "\n  drawing all numbers took {:.2f} seconds\n"
      "  forward took {:.3f} seconds; predicted: {:.1f} / {:.0f} GFLOP/s = "
      "{:.3f} seconds\n"
      "  peak memory {:.2f} GB (a measure, like the seconds)\n",
      run.drawing_seconds, run.forward_seconds, p.operations / 1e9,
      run.speed / 1e9, p.operations / run.speed, run.peak_bytes / 1e9);
  const double passes = passes_by_trying(double(p.parameters));
  fmt::print(
      "  a gradient by trying every weight: {:.0f} times these seconds, "
      "{:.0f} days\n",
      passes, passes * run.forward_seconds / 86400);
  const auto& y = run.probabilities;
  fmt::print("\n  result: {} x {}; every column sums to 1: {}\n", y.n_rows,
             y.n_cols, arma::abs(arma::sum(y) - 1).max() < 1e-5 ? "yes" : "NO");
  fmt::print("  A ReLU before the softmax would set {} of {} scores to 0.\n",
             arma::accu(run.logits < 0), run.logits.n_elem);
}

}  // namespace chapter03
