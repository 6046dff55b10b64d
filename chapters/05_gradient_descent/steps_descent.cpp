#include "steps_descent.hpp"

#include "nn/core/print.hpp"

#include "descent.hpp"
#include "landscapes.hpp"
#include "show/figures_descent.hpp"
#include "show/report_descent.hpp"

namespace chapter05 {

void down_the_parabola(const nn::Options& options) {
  nn::heading("Down (x - 1)^2 + 1 from 6 with rate 0.05");
  print_parabola(descend(parabola_slope, 6, 0.05, 1000));
  draw_parabola(options.out);
}

void the_limit() {
  nn::heading("How large may the rate be? Below 2 / L = 1");
  print_rates({0.05, 0.5, 0.95, 0.99, 1.0, 1.01, 1.1});
}

void two_variables(const nn::Options& options) {
  nn::heading("Two numbers: one by one, or as a vector");
  const arma::mat one =
      descend_one_by_one(himmelblau_gradient, 0.5, 0.5, 0.01, 40);
  const arma::mat all = descend(himmelblau_gradient, {0.5, 0.5}, 0.01, 40);
  fmt::print("  step       x1       x2   function\n");
  for (arma::uword k : {0, 1, 2, 5, 10, 20, 40})
    fmt::print("  {:4} {:8.4f} {:8.4f} {:10.6f}\n", k, all(0, k), all(1, k),
               himmelblau(all.col(k)));
  fmt::print("  largest difference between both forms: {}\n",
             arma::abs(one - all).max());
  draw_two_variables(options.out);
}

void narrow_valley(const nn::Options& options) {
  nn::heading("A narrow valley: the steep side limits the rate, 2 / L = 0.1");
  print_valley({0.3, 0.95, 0.99, 1.0, 1.01});
  draw_valley(options.out);
}

}  // namespace chapter05
