#include "report_cart.hpp"

#include <cmath>

#include "nn/core/print.hpp"

namespace chapter13 {

void print_fall(int steps) {
  const CartPole world;
  fmt::print(
      "  step  position    speed     angle      rate   (m, m/s, degrees, "
      "degrees/s)\n");
  State state(4, arma::fill::zeros);
  const double degrees = 180 / arma::datum::pi;
  for (int t = 0; t <= steps; ++t) {
    fmt::print("  {:4} {:9.4f} {:8.4f} {:9.4f} {:9.3f}\n", t, state(0),
               state(1), state(2) * degrees, state(3) * degrees);
    state = cart_pole_step(world, state, 1);
  }
}

void print_learning(const std::vector<DeepCurve>& curves) {
  fmt::print(
      "  steps      median    least     most   seeds at 500      mean value\n");
  const arma::mat lengths = lengths_of(curves);
  for (arma::uword i = 0; i < lengths.n_rows; ++i) {
    const arma::rowvec now = lengths.row(i);
    double value = 0;
    for (const DeepCurve& curve : curves)
      value += curve.values(i) / double(curves.size());
    fmt::print("  {:5} {:11.1f} {:8.1f} {:8.1f} {:14} {:15.1f}\n",
               curves.front().steps(i), arma::median(now), now.min(), now.max(),
               arma::uvec(arma::find(now == longest_episode)).n_elem, value);
  }
  const arma::rowvec best = arma::max(lengths, 0);
  fmt::print("  best  {:11.1f} {:8.1f} {:8.1f} {:14}\n", arma::median(best),
             best.min(), best.max(),
             arma::uvec(arma::find(best == longest_episode)).n_elem);
}

void print_parts_head(const std::vector<double>& rates) {
  fmt::print(
      "  {:25}    rates, seeds 101 to 120     best, seeds 1 to 20\n  {:25}", "",
      "");
  for (double rate : rates)
    fmt::print(" {:>6}", rate);
  fmt::print("      rate     length\n");
}

void print_part(const std::string& name, const arma::vec& scores,
                const DeepSettings& best,
                const std::vector<DeepCurve>& curves) {
  const arma::vec half = later_half(curves);
  fmt::print("  {:25}{}    {:6}   {:5.1f} +- {:.1f}\n", name,
             nn::numbers(scores.t(), 1, 6), best.rate, arma::mean(half),
             arma::stddev(half) / std::sqrt(double(half.n_elem)));
}

}  // namespace chapter13
