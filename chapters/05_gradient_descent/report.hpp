/// What the chapter prints about derivatives and descent without noise.
#pragma once

#include "nn/core/print.hpp"

#include "critical_points.hpp"
#include "differences.hpp"
#include "search.hpp"
#include "starts.hpp"

namespace chapter05 {

using nn::heading;
using nn::numbers;

/// "-1.250", and never "-0.000".
inline std::string fixed(double value, int decimals = 3) {
  const std::string text = fmt::format("{:.{}f}", value, decimals);
  return std::stod(text) == 0 && text[0] == '-' ? text.substr(1) : text;
}

/// The errors of both formulas in both precisions, for some steps h.
inline void print_difference_errors() {
  fmt::print(
      "               float                double\n"
      "  h        forward  central    forward  central\n");
  for (double h : {1e-1, 1e-2, 1e-3, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12, 1e-15}) {
    const DifferenceErrors f = difference_errors<float>(h);
    const DifferenceErrors d = difference_errors<double>(h);
    fmt::print("  {:5.0e}  {:8.1e} {:8.1e}   {:8.1e} {:8.1e}\n", h, f.forward,
               f.central, d.forward, d.central);
  }
}

/// The best h found, next to the theoretical one.
template <class Real>
void print_best_steps(const char* precision) {
  const ErrorCurves curves = error_curves<Real>();
  fmt::print("  {:9}  forward   {:7.1e}   {:7.1e} = sqrt(eps)   {:7.1e}\n",
             precision, curves.best_forward(), forward_step_in_theory<Real>(),
             curves.forward.min());
  fmt::print("  {:9}  central   {:7.1e}   {:7.1e} = cbrt(eps)   {:7.1e}\n",
             precision, curves.best_central(), central_step_in_theory<Real>(),
             curves.central.min());
}

/// What becomes of the derivative of sin at 1 with h = 10e-50.
template <class Real>
void print_tiny_step(const char* type, double tiny) {
  const Real x = 1, h = static_cast<Real>(tiny);
  const Real slope = forward_difference(wave, x, h);
  fmt::print(
      "  {:17} {:5}   {:9}   {}\n", type, h, x + h == x ? "1" : "above 1",
      std::isnan(slope) ? "0 / 0, not a number" : fmt::format("{}", slope));
}

/// The descent on the parabola next to its closed form 1 + 5 * 0.9^k.
inline void print_parabola(const arma::vec& way) {
  fmt::print("  step          x   1 + 5 * 0.9^step\n");
  for (arma::uword k : {0, 1, 2, 3, 10, 50, 100})
    fmt::print("  {:4} {:10.6f} {:18.6f}\n", k, way(k),
               1 + 5 * std::pow(0.9, double(k)));
  fmt::print("  {:4} {:27.17f}\n", way.n_elem - 1, way.back());
}

/// x after some steps, for several learning rates.
inline void print_rates(const std::vector<double>& rates) {
  fmt::print(
      "  rate   factor a step   step 1   step 2   step 3     step 100\n");
  for (double rate : rates) {
    const arma::vec way = descend(parabola_slope, 6, rate, 100);
    fmt::print("  {:4.2f} {:15.2f} {:8.3f} {:8.3f} {:8.3f} {:12.4g}\n", rate,
               1 - 2 * rate, way(1), way(2), way(3), way(100));
  }
}

/// From some starts on x sin(x): where the descent ends, and how deep.
inline void print_starts(const arma::vec& starts, double rate) {
  fmt::print("  start x     end x   x sin(x)\n");
  const arma::vec ends = ends_on_x_sin_x(starts, rate);
  for (arma::uword i = 0; i < starts.n_elem; ++i)
    fmt::print("  {:7.2f} {:>9} {:>10}\n", starts(i), fixed(ends(i), 4),
               fixed(x_sin_x(ends(i)), 4));
}

/// The chance of finding the lowest minimum with several random starts.
inline void print_luck(double rate, int trials, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::general, 1);
  fmt::print("\n  random starts   lowest minimum found   1 - (1 - p)^starts\n");
  for (int tries : {1, 2, 4, 8})
    fmt::print("  {:13} {:21.1f}% {:19.1f}%\n", tries,
               100 * share_of_luck(tries, trials, rate, random),
               100 - 100 * std::pow(1 - basin_share, tries));
}

/// Where the starts of a map end, as shares, next to each minimum's limit.
inline void print_shares(const std::vector<double>& rates,
                         const std::vector<nn::Grid>& maps) {
  fmt::print(
      "               minimum 0        1        2        3   no rest\n"
      "  2/L there   ");
  for (double limit : largest_rates())
    fmt::print(" {:8.4f}", limit);
  fmt::print("\n");
  for (std::size_t i = 0; i < rates.size(); ++i) {
    fmt::print("  rate {:5.3f}  ", rates[i]);
    for (double share : shares(maps[i]))
      fmt::print(" {:7.1f}%", 100 * share);
    fmt::print("\n");
  }
}

/// The remaining share of each coordinate's distance after 100 valley steps.
inline void print_valley(const std::vector<double>& shares) {
  const double limit = 2 / valley_curvature;
  fmt::print(
      "  rate          factor a step         after 100 steps\n"
      "  of 2/L        x1        x2          x1           x2\n");
  for (double share : shares) {
    const double rate = share * limit;
    const arma::vec end =
        descend(valley_gradient, {9, 0.6}, rate, 100).tail_cols(1);
    fmt::print("  {:6.3f} {:9.4f} {:9.4f} {:11.2e} {:12.2e}\n", share, 1 - rate,
               1 - rate * valley_curvature, end(0), end(1));
  }
}

/// The cost of a grid search and of descent, for models with more and more
/// weights. Grids up to `largest_grid` weights are actually searched.
inline void print_search(arma::uword largest_grid, std::uint64_t seed) {
  fmt::print(
      "            exhaustive search           gradient descent\n"
      "  weights   evaluations   best loss    evaluations   loss\n");
  for (arma::uword n : {1, 2, 3, 4, 10, 100}) {
    const Task task = make_task(n, seed);
    const Found descent = search_by_descent(task, 1e-4);
    const std::string best =
        n <= largest_grid ? fmt::format("{:.1e}", exhaustive_search(task).loss)
                          : std::string("?");
    fmt::print("  {:7} {:13.4g} {:>11} {:14} {:6.0e}\n", n,
               std::pow(41.0, double(n)), best, descent.evaluations,
               descent.loss);
  }
}

/// Four functions whose derivative is 0 at 0.
inline void print_flat_places() {
  struct Row {
    const char* name;
    Slope slope;
    const char* what;
  };
  const auto end = [](const Slope& slope, double x) {
    const double last = descend(slope, x, 0.1, 1000).back();
    return std::abs(last) < 10 ? fixed(last) : std::string("runs away");
  };
  fmt::print(
      "  f      f'(0)   at 0: a      end of descent from\n"
      "                                -0.1          0        0.1\n");
  for (const Row& row :
       {Row{"x^2", [](double x) { return 2 * x; }, "minimum"},
        Row{"-x^2", [](double x) { return -2 * x; }, "maximum"},
        Row{"x^3", [](double x) { return 3 * x * x; }, "neither"},
        Row{"x^4", [](double x) { return 4 * x * x * x; }, "minimum"}})
    fmt::print("  {:5} {:6.0f}   {:9} {:>12} {:>10} {:>10}\n", row.name,
               std::abs(row.slope(0)), row.what, end(row.slope, -0.1),
               end(row.slope, 0), end(row.slope, 0.1));
}

/// The kinds of critical points among random matrices.
inline void print_random_kinds(int count, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::general, 2);
  fmt::print("\n  numbers   minimum   maximum    saddle\n");
  for (arma::uword n : {1, 2, 3, 4, 6, 10}) {
    const Shares s = random_critical_points(n, count, random);
    fmt::print("  {:7} {:8.2f}% {:8.2f}% {:8.2f}%\n", n, 100 * s.minimum,
               100 * s.maximum, 100 * s.saddle);
  }
}

}  // namespace chapter05
