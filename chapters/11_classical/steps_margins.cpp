#include "steps_margins.hpp"

#include <vector>

#include "nn/core/print.hpp"
#include "nn/data/table.hpp"

#include "margins.hpp"
#include "show/figures_margins.hpp"
#include "show/report_margins.hpp"

namespace chapter11 {
namespace {

/// The first n of the digits train, the rest test; pixels 0 … 1.
Split digits_in_order(arma::uword n) {
  Samples digits = samples_of(nn::load_table("digits"));
  digits.x /= 16;
  const arma::uvec all = arma::regspace<arma::uvec>(0, digits.size() - 1);
  return {subset(digits, all.head(n)),
          subset(digits, all.tail(digits.size() - n))};
}

}  // namespace

void widest_street(const nn::Options& options) {
  nn::heading("The widest street");
  print_three_points();
  nn::Random random(options.seed, nn::Stream::data, 30);
  const Samples apart = two_clouds(40, 2.2, random),
                close = two_clouds(80, 1, random);
  draw_streets(options.out, apart, close);
}

void primal_and_dual(const nn::Options& options) {
  nn::heading("From above and from below: primal and dual");
  nn::Random random(options.seed, nn::Stream::data, 31);
  const Samples clouds = two_clouds(200, 0.8, random);
  const arma::uword most = options.smoke ? 1'000 : 100'000;
  std::vector<arma::uword> steps;
  for (arma::uword count = 100; count <= most; count *= 10)
    steps.push_back(count);
  const auto exact =
      solve_more_and_more_exactly(clouds, 1, {1, 1e-1, 1e-2, 1e-3, 1e-6, 1e-9});
  print_descent(descend_longer(clouds, 1, steps, options.seed),
                exact.back().dual);
  print_dual(exact);
}

void kernels_bend(const nn::Options& options) {
  nn::heading("Kernels: a straight line in another space");
  nn::Random random(options.seed, nn::Stream::data, 32);
  const Split rings{disk_and_ring(120, 0.15, random),
                    disk_and_ring(2000, 0.15, random)};
  print_quadratic_features();
  print_kernels(
      {try_kernel("linear", linear_kernel(), rings, 1),
       try_kernel("polynomial, 2", polynomial_kernel(1, 1, 2), rings, 1),
       try_kernel("polynomial, 5", polynomial_kernel(1, 1, 5), rings, 1),
       try_kernel("RBF, 0.01", rbf_kernel(0.01), rings, 1),
       try_kernel("RBF, 1", rbf_kernel(1), rings, 1),
       try_kernel("RBF, 100", rbf_kernel(100), rings, 1)});
  draw_kernels(options.out, rings.train);
}

void choose_by_folds(const nn::Options& options) {
  nn::heading("C and gamma, by five-fold validation");
  nn::Random random(options.seed, nn::Stream::data, 33);
  const Split moons{two_moons(options.smoke ? 50 : 200, 0.3, random),
                    two_moons(4000, 0.3, random)};
  const std::vector<double> C{0.1, 1, 10, 100, 1000},
      gamma{0.01, 0.1, 1, 10, 100};
  const arma::mat error = cross_validate(moons.train, C, gamma, 5);
  print_validation(error, C, gamma);
  const arma::uvec best = arma::ind2sub(arma::size(error), error.index_min());
  print_chosen(C[best(0)], gamma[best(1)],
               try_kernel("", rbf_kernel(gamma[best(1)]), moons, C[best(0)]));
}

void machines_for_ten_classes(const nn::Options& options) {
  nn::heading("Ten classes from machines for two");
  const Split digits = digits_in_order(options.smoke ? 200 : 1000);
  print_ten_classes(digits);
}

}  // namespace chapter11
