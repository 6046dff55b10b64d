#include "report_margins.hpp"

#include "nn/core/print.hpp"

namespace chapter11 {

void print_three_points() {
  const arma::mat x{{0, 2, 3}, {0, 2, 3}};
  const arma::vec y{-1, 1, 1};
  const Machine machine = fit_machine(x, y, linear_kernel(), {10, 1e-9});
  const Plane plane = plane_of(machine);
  const arma::rowvec f = decision(machine, x);
  fmt::print("  x         y   alpha   f(x)\n");
  for (arma::uword i = 0; i < x.n_cols; ++i)
    fmt::print("  ({}, {})   {:+.0f} {:7.2f} {:6.2f}\n", x(0, i), x(1, i), y(i),
               machine.dual.alpha(i), f(i));
  fmt::print("  w = ({:.2f}, {:.2f}), b = {:.2f}, margin 1 / |w| = {:.3f}\n",
             plane.w(0), plane.w(1), plane.b, 1 / arma::norm(plane.w));
}

void print_descent(const std::vector<PrimalRow>& rows, double best) {
  fmt::print("  Pegasos: steps   primal          above the optimum\n");
  for (const PrimalRow& row : rows)
    fmt::print("  {:14} {:16.5f} {:17.3f} %\n", row.steps, row.primal,
               100 * (row.primal / best - 1));
  fmt::print("\n");
}

void print_dual(const std::vector<DualRow>& rows) {
  fmt::print(
      "  SMO: tolerance   steps   dual           primal         "
      "support vectors (free)\n");
  for (const DualRow& row : rows)
    fmt::print("  {:14.0e} {:7}   {:.10f}  {:.10f}  {:8} ({})\n", row.tolerance,
               row.steps, row.dual, row.primal, row.support, row.free);
}

void print_quadratic_features() {
  const arma::vec a{1, 2}, b{3, -1};
  const double features =
      arma::dot(quadratic_features(a), quadratic_features(b));
  fmt::print(
      "  a = (1, 2), b = (3, -1): a'b = {}, (a'b + 1)^2 = {}; six "
      "features: {:.10g}\n\n",
      arma::dot(a, b), polynomial_kernel(1, 1, 2)(a, b)(0), features);
}

void print_kernels(const std::vector<KernelRow>& rows) {
  fmt::print("  kernel          errors: training     test   support vectors\n");
  for (const KernelRow& row : rows)
    fmt::print("  {:<15} {:14.1f} % {:6.1f} % {:10}\n", row.name,
               100 * row.train_error, 100 * row.test_error, row.support);
}

void print_validation(const arma::mat& error, const std::vector<double>& C,
                      const std::vector<double>& gamma) {
  fmt::print("  validation error, %\n  C \\ gamma");
  for (double g : gamma)
    fmt::print(" {:7}", g);
  fmt::print("\n");
  for (std::size_t i = 0; i < C.size(); ++i)
    fmt::print("  {:9}{}\n", C[i], nn::numbers(100 * error.row(i), 1));
}

void print_chosen(double C, double gamma, const KernelRow& row) {
  fmt::print("  chosen: C = {}, gamma = {}; test error {:.1f} %\n", C, gamma,
             100 * row.test_error);
}

void print_ten_classes(const Split& digits) {
  const auto& [train, test] = digits;
  const SmoSettings settings{10};
  const auto pairs =
      fit_one_versus_one(train.x, train.y, rbf_kernel(0.5), settings);
  const auto rest =
      fit_one_versus_rest(train.x, train.y, rbf_kernel(0.5), settings);
  arma::uword pair_vectors = 0, rest_vectors = 0;
  for (const auto& duel : pairs.duels)
    pair_vectors += duel.machine.support.n_cols;
  for (const Machine& machine : rest.machines)
    rest_vectors += machine.support.n_cols;
  fmt::print("  digits, 8 x 8: {} train, {} test; RBF, C = 10, gamma = 0.5\n",
             train.size(), test.size());
  fmt::print("  one against    machines   support vectors, all   test error\n");
  fmt::print("  one            {:8} {:22} {:10.2f} %\n", pairs.duels.size(),
             pair_vectors, 100 * error_rate(predict(pairs, test.x), test.y));
  fmt::print("  the rest       {:8} {:22} {:10.2f} %\n", rest.machines.size(),
             rest_vectors, 100 * error_rate(predict(rest, test.x), test.y));
}

}  // namespace chapter11
