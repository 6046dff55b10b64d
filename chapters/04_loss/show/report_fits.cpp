#include "report_fits.hpp"

#include "../lasso.hpp"
#include "../regression.hpp"

namespace chapter04 {

void print_quartet() {
  fmt::print("  set       w        b      MSE   largest error\n");
  const auto sets = quartet();
  for (std::size_t k = 0; k < 4; ++k) {
    const arma::rowvec line = by_qr(with_ones(sets[k].x), sets[k].y);
    const arma::rowvec error = line * with_ones(sets[k].x) - sets[k].y;
    fmt::print("  {:3} {:7.2f} {:8.2f} {:8.2f} {:15.2f}\n", k + 1, line(0),
               line(1), line_loss(sets[k], line), arma::abs(error).max());
  }
}

void print_zeros(const SparseTask& task) {
  const Quadratic loss = task.loss();
  fmt::print(
      "                     exactly 0 of 12        smallest |w|"
      "         test error\n"
      "  lambda      L2    L1   L1 descent        L2       L1"
      "       L2       L1\n");
  for (double lambda : {0.0, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0}) {
    const arma::vec l2 = ridge(loss, lambda), l1 = lasso(loss, lambda);
    const arma::vec rough = lasso_by_subgradient(loss, lambda, 5000);
    fmt::print("  {:6.2f} {:7} {:5} {:12} {:9.4f} {:8.4f} {:8.3f} {:8.3f}\n",
               lambda, zeros_in(l2), zeros_in(l1), zeros_in(rough),
               arma::abs(l2).min(), arma::abs(l1).min(), task.test_error(l2),
               task.test_error(l1));
  }
}

}  // namespace chapter04
