#include "steps_regression.hpp"

#include "nn/core/print.hpp"

#include "exhaustive.hpp"
#include "library.hpp"
#include "logistic.hpp"
#include "one_weight.hpp"
#include "regression.hpp"
#include "show/figures_fits.hpp"
#include "show/figures_losses.hpp"

namespace chapter04 {
namespace {

void print_line(const std::string& name, const arma::rowvec& line) {
  fmt::print("  {:30} y = {:.6f} x + {:.6f}\n", name, line(0), line(1));
}

}  // namespace

void least_squares() {
  nn::heading("Linear regression: a formula and a descent, one line");
  const Points data = quartet()[0];
  const arma::mat x = with_ones(data.x);
  print_line("normal equations", by_normal_equations(x, data.y));
  print_line("QR", by_qr(x, data.y));
  for (int steps : {10, 1000, 10000})
    print_line(fmt::format("{} steps, rate 0.01", steps),
               by_descent(x, data.y, 0.01, steps));
}

void an_outlier(const nn::Options& options) {
  nn::heading("An outlier pulls the square, not the absolute value");
  const Points off = quartet()[2];
  print_line("squared error", by_qr(with_ones(off.x), off.y));
  print_line("Huber, delta 0.5", by_huber(off, 0.5));
  print_line("absolute error", by_least_absolute(off));
  Points rest = off;
  rest.x.shed_col(2);
  rest.y.shed_col(2);
  print_line("squared, without the outlier", by_qr(with_ones(rest.x), rest.y));
  draw_outlier(off, options.out);
}

void logistic_regression(const nn::Options& options) {
  nn::heading("Logistic regression: who passes the exam?");
  const Students data = students();
  const LogisticFit fit = fit_logistic(data);
  arma::vec slopes;
  const double loss = logistic_of_library(data, fit.w, fit.b, slopes);
  fmt::print("  p(pass) = sigmoid({:.4f} hours - {:.4f}), {} steps\n", fit.w,
             -fit.b, fit.steps);
  fmt::print("  loss {:.6f}, library {:.6f}, its slopes there {}\n",
             logistic_loss(data.hours, data.passed, fit.w, fit.b), loss,
             arma::abs(slopes).max() < 1e-9 ? "< 1e-9" : "not 0");
  fmt::print("  hours  {}\n  p(pass){}\n",
             nn::numbers(arma::vec{1, 2, 3, 4, 5}, 0),
             nn::numbers(probabilities({1, 2, 3, 4, 5}, fit.w, fit.b), 2));
  const Students three = two_valleys();
  const auto least = [&](auto f) {
    return least_curvature(
        [&](double w) { return f(three.hours, three.passed, w, 0); }, -3, 6);
  };
  fmt::print(
      "  Three samples, one weight from -3 to 6: least second derivative\n"
      "    cross-entropy {:8.4f}   convex\n"
      "    squared error {:8.4f}   not convex: two valleys\n",
      least(logistic_loss), least(squared_sigmoid_loss));
  draw_convexity(options.out);
}

void try_every_weight(const nn::Options& options) {
  nn::heading("y = w x by trying every weight from 0.0 to 4.0");
  const Search search = exhaustive_search();
  fmt::print("       w        MSE\n");
  for (arma::uword i : {0, 10, 18, 19, 20, 21, 22, 30, 40})
    fmt::print("  {:6.1f} {:10.6f}{}\n", search.w(i), search.mse(i),
               i == search.best ? "   <- least of 41" : "");
  fmt::print("  between the 41: w = {:.6f}, MSE {:.6f}\n", best_weight(),
             mse_of_weight(best_weight()));
  fmt::print("  weights   losses to compute, 41 values each\n");
  for (double weights : {1.0, 2.0, 5.0, 10.0, 7850.0})
    fmt::print("  {:7.0f}   10^{:.1f}\n", weights, log10_of_losses(weights));
  draw_search(search, options.out);
}

}  // namespace chapter04
