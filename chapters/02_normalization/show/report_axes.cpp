#include "report_axes.hpp"

#include "nn/core/print.hpp"

#include "../scaling.hpp"
#include "../whitening.hpp"

namespace chapter02 {
namespace {

void print_covariance(const char* name, const arma::mat& x) {
  // A zero with rounding error must not print as -0.00.
  arma::mat cov = covariance(x);
  cov.clean(1e-9);
  fmt::print("  {:42}{}\n  {:42}{}\n", name, nn::numbers(cov.row(0), 2), "",
             nn::numbers(cov.row(1), 2));
}

}  // namespace

void print_axes(const arma::mat& x, const Components& c) {
  print_covariance("covariance of area (tens of m2) and age", x);
  fmt::print("  axis   direction (area, age)   variance   share\n");
  for (arma::uword k = 0; k < 2; ++k)
    fmt::print("  {:4} {:>17}{} {:10.2f} {:6.1f}%\n", k + 1, "",
               nn::numbers(c.directions.col(k), 2, 6), c.variance(k),
               100 * c.variance(k) / arma::accu(c.variance));
  print_covariance("turned: covariance of the coordinates",
                   c.directions.t() * centered(x)(x));
  print_covariance("turned and stretched", pca_whitened(c, x));
}

}  // namespace chapter02
