#include "report_descent.hpp"

#include <cmath>

#include "nn/core/print.hpp"

#include "../descent.hpp"
#include "../landscapes.hpp"

namespace chapter05 {

void print_parabola(const arma::vec& way) {
  fmt::print("  step          x   1 + 5 * 0.9^step\n");
  for (arma::uword k : {0, 1, 2, 3, 10, 50, 100})
    fmt::print("  {:4} {:10.6f} {:18.6f}\n", k, way(k),
               1 + 5 * std::pow(0.9, double(k)));
  fmt::print("  {:4} {:27.17f}\n", way.n_elem - 1, way.back());
}

void print_rates(const std::vector<double>& rates) {
  fmt::print(
      "  rate   factor a step   step 1   step 2   step 3     step 100\n");
  for (double rate : rates) {
    const arma::vec way = descend(parabola_slope, 6, rate, 100);
    fmt::print("  {:4.2f} {:15.2f} {:8.3f} {:8.3f} {:8.3f} {:12.4g}\n", rate,
               1 - 2 * rate, way(1), way(2), way(3), way(100));
  }
}

void print_valley(const std::vector<double>& shares) {
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

}  // namespace chapter05
