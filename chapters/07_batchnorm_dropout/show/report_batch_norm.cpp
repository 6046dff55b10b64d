#include "report_batch_norm.hpp"

#include "nn/core/print.hpp"

#include "../running.hpp"
#include "../three_paths.hpp"

namespace chapter07 {

namespace {

/// A row of numbers without "-0.000".
std::string rounded(const arma::rowvec& values, int decimals, int width) {
  const double unit = std::pow(10.0, -decimals);
  return nn::numbers(arma::round(values / unit) * unit + 0.0, decimals, width);
}

}  // namespace

void print_example(const arma::mat& x, const Normalized& n) {
  fmt::print(
      "            sample 1       2       3       4    mean  deviation\n");
  for (arma::uword i = 0; i < x.n_rows; ++i) {
    const auto row = [](const char* name, const arma::rowvec& v) {
      fmt::print("  {:12}{}{}{}\n", name, rounded(v, 3, 7),
                 rounded({arma::mean(v)}, 3, 7),
                 rounded({arma::stddev(v, 1)}, 3, 10));
    };
    row(i == 0 ? "x   first" : "x   second", x.row(i));
    row(i == 0 ? "x^  first" : "x^  second", n.x_hat.row(i));
    row(i == 0 ? "y   first" : "y   second", n.y.row(i));
  }
}

void print_gradients(const Example& e) {
  const Normalized n = batch_norm(e);
  const arma::mat numerical = numerical_dx(e);
  const arma::mat right = batch_norm_gradient(n, e.gamma, e.dy).dx;
  const arma::mat wrong = forgetful_gradient(n, e.gamma, e.dy).dx;
  const arma::mat slopes =
      slopes_of_normalization(n.x_hat.row(0).t(), n.deviation(0));
  const arma::rowvec by_slopes = e.gamma(0) * e.dy.row(0) * slopes;
  fmt::print("  dx against central differences    distance  sum over batch\n");
  fmt::print("  all three ways (the paper)        {:8.0e}  {:14.1e}\n",
             distance(right, numerical), arma::abs(arma::sum(right, 1)).max());
  fmt::print("  (7.4), first feature              {:8.0e}  {:14.1e}\n",
             distance(by_slopes, numerical.row(0)),
             std::abs(arma::accu(by_slopes)));
  fmt::print("  mean and variance as constants    {:8.2f}  {:14.2f}\n",
             distance(wrong, numerical), arma::abs(arma::sum(wrong, 1)).max());
}

void print_running(std::uint64_t seed) {
  fmt::print(
      "  batches of 32     1 - 0.9^n   running mean   running variance   "
      "library: difference\n");
  for (const RunningRow& r : follow_running(seed, {1, 10, 50, 500}))
    fmt::print("  {:13} {:13.3f} {:14.3f} {:18.3f} {:21.0e}\n", r.batches,
               1 - std::pow(0.9, r.batches), r.mean, r.variance, r.distance);
  fmt::print("  all of them       1.000          3.000              4.000\n");
}

void print_company(std::uint64_t seed) {
  const Company c = in_company(5, seed);
  fmt::print(
      "  x = 5 becomes     batch 1  batch 2  batch 3    alone  gradient "
      "alone\n"
      "  in training     {}  {:7.3f} {:15.3f}\n"
      "  in evaluation   {}  {:7.3f}\n",
      nn::numbers(arma::rowvec(c.training), 3, 8), c.alone_training,
      c.alone_gradient, nn::numbers(arma::rowvec(c.evaluation), 3, 8),
      c.alone_evaluation);
}

}  // namespace chapter07
