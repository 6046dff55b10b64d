/// The tables that the chapter prints for its larger networks.
#pragma once

#include "nn/core/print.hpp"

#include "activations.hpp"
#include "cost.hpp"
#include "dead_units.hpp"
#include "depth.hpp"
#include "netv1.hpp"
#include "output_unit.hpp"
#include "surface.hpp"

namespace chapter03 {

/// The cost of a gradient, for networks of this book.
inline void print_costs() {
  fmt::print(
      "                                          forward passes for a "
      "gradient\n"
      "  network                       parameters  by backward()     by "
      "trying\n");
  const auto row = [](const char* name, std::vector<std::size_t> widths) {
    const double count = parameters_of(widths);
    fmt::print("  {:25} {:14.0f} {:14.0f} {:13.0f}\n", name, count,
               passes_by_backward, passes_by_trying(count));
  };
  row("2-2-2", {2, 2, 2});
  row("784-30-10", {784, 30, 10});
  row("784-256-128-10", {784, 256, 128, 10});
  row("NetV1 (1440000-512-...)", {photograph, 512, 256, 128, 64, 10});
}

/// The loss at some steps of the fit, with and without the slope.
inline void print_fit(const std::vector<double>& kept,
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

/// The gradient check of each matrix, with and without the slope.
inline void print_check(const std::vector<double>& kept,
                        const std::vector<double>& left_out) {
  fmt::print("  matrix   with the slope   without\n");
  for (std::size_t i = 0; i < six.size(); ++i)
    fmt::print(
        "  {:6} {:>17} {:>9}\n", six[i].first,
        kept[i] < 1e-6 ? "agrees" : fmt::format("{:.3f}", kept[i]),
        left_out[i] < 1e-6 ? "agrees" : fmt::format("{:.3f}", left_out[i]));
}

inline void print_prediction(const Prediction& p, std::size_t inputs,
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

/// How the prediction turned out. Everything that differs from run to run is
/// on lines that mention seconds.
inline void print_netv1(const Prediction& p, const NetV1Run& run) {
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
  fmt::print("\n  result: {} x {}; every column sums to 1: {}\n", y.n_cols,
             y.n_rows, arma::abs(arma::sum(y) - 1).max() < 1e-5 ? "yes" : "NO");
  fmt::print("  A ReLU before the softmax would set {} of {} scores to 0.\n",
             arma::accu(run.logits < 0), run.logits.n_elem);
}

/// Values and slopes of the functions of one number.
inline void print_curves() {
  fmt::print(
      "                   f(x) at             f'(x) at            can learn in"
      "\n"
      "              -5      0      5     -5      0      5    of -10 ... 10\n");
  for (const Curve& c : curves) {
    fmt::print("  {:9}", c.name);
    for (double x : {-5, 0, 5})
      fmt::print("{:7.3f}", c.f(x));
    for (double x : {-5, 0, 5})
      fmt::print("{:7.3f}", c.slope(x));
    fmt::print("{:13.0f} %\n", 100 * share_with_slope(c));
  }
}

inline void print_softmax() {
  const arma::vec x{2, 1, 0};
  const arma::mat slopes = softmax_slopes(x);
  fmt::print("  softmax(2, 1, 0) ={}, sum {:.3f}\n", numbers(softmax(x)),
             arma::accu(softmax(x)));
  fmt::print("  dy_i/dx_j:       {}\n", numbers(slopes.row(0)));
  for (arma::uword i = 1; i < 3; ++i)
    fmt::print("                   {}\n", numbers(slopes.row(i)));
}

/// tanh with its parentheses in the right place and in the wrong one.
inline void print_tanh() {
  fmt::print(
      "      x   std::tanh   as in the text   as printed   sigmoid(2x)\n");
  for (double x : {-2, -1, 0, 1, 2})
    fmt::print("  {:5.1f} {:11.6f} {:16.6f} {:12.6f} {:13.6f}\n", x,
               std::tanh(x), chapter03::tanh(x), tanh_as_printed(x),
               sigmoid(2 * x));
}

inline void print_depths(const std::vector<Depth>& depths) {
  fmt::print(
      "                      size of dE/dW in layer            first / last   "
      "units\n"
      "  activation, start        1          5         10      layer         "
      "asleep\n");
  for (const Depth& d : depths)
    fmt::print("  {:18} {:10.2e} {:10.2e} {:10.2e} {:12.1e} {:12.0f} %\n",
               d.name, d.sizes.front(), d.sizes[d.sizes.size() / 2 - 1],
               d.sizes.back(), d.left(), 100 * d.asleep);
}

/// How long a unit stays wrong with each loss.
inline void print_output_units() {
  fmt::print(
      "   sum   output     dE/dnet at the start     steps until it says 0.9\n"
      "                 squared  cross-entropy     squared  cross-entropy\n");
  for (double net : {-1, -2, -4, -8})
    fmt::print("  {:4.0f} {:8.4f} {:10.6f} {:14.4f} {:11} {:14}\n", net,
               sigmoid(net), unit_gradient(net, UnitLoss::squared),
               unit_gradient(net, UnitLoss::cross_entropy),
               steps_to_right(net, UnitLoss::squared),
               steps_to_right(net, UnitLoss::cross_entropy));
}

inline void print_dead_heading() {
  fmt::print(
      "                       start    units that fire for no image\n"
      "  units        rate     bias      before      after   test accuracy\n");
}
inline void print_dead(const DeadSettings& settings, const DeadRun& run) {
  fmt::print("  {:10} {:6.2f} {:8.2f} {:8} of {} {:8} {:13.1f} %\n",
             settings.leaky ? "LeakyReLU" : "ReLU", settings.rate,
             settings.bias, run.silent_before, run.units, run.silent_after,
             100 * run.accuracy);
}

}  // namespace chapter03
