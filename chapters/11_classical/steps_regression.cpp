#include "steps_regression.hpp"

#include <string>

#include "nn/core/print.hpp"
#include "nn/data/table.hpp"

#include "experiments.hpp"
#include "one_vs_rest.hpp"
#include "projection.hpp"
#include "show/report_trees.hpp"

namespace chapter11 {

void three_points_projected() {
  nn::heading("Least squares: the foot of a perpendicular");
  const arma::mat A{{1, 0}, {1, 1}, {1, 2}};
  const arma::vec y{1, 0, 2}, w = least_squares(A, y), fitted = A * w;
  const arma::vec residual = y - fitted;
  fmt::print("   y  {}      weights {}\n", nn::numbers(y.t(), 1),
             nn::numbers(w.t(), 1));
  fmt::print("  Aw  {}\n", nn::numbers(fitted.t(), 1));
  fmt::print("   r  {}\n\n", nn::numbers(residual.t(), 1));
  fmt::print("  r with the ones: {:.1f}, with x: {:.1f}, with Aw: {:.1f}\n",
             std::abs(arma::accu(residual)),
             std::abs(arma::dot(residual, A.col(1))),
             std::abs(arma::dot(residual, fitted)));
  fmt::print("  |y|^2 = {:.2f} = {:.2f} + {:.2f}\n", arma::dot(y, y),
             arma::dot(fitted, fitted), arma::dot(residual, residual));
}

void one_against_the_rest(const nn::Options& options) {
  nn::heading("One against the rest: three classifiers for three irises");
  const nn::Table table = nn::load_table("iris");
  const Samples iris = samples_of(table);
  const arma::mat w = fit_one_vs_rest(iris);
  fmt::print(
      "  weights of     sepal length    width  petal length    width"
      "     bias\n");
  for (arma::uword c = 0; c < 3; ++c)
    fmt::print("  {:<14}{:13.3f} {:8.3f} {:13.3f} {:8.3f} {:8.3f}\n",
               table.class_names[c], w(0, c), w(1, c), w(2, c), w(3, c),
               w(4, c));
  const int splits = options.smoke ? 2 : 20;
  fmt::print("\n  test error (%), {} splits\n", splits);
  for (const std::string name : {"iris", "wine", "breast_cancer"}) {
    const Samples data = samples_of(nn::load_table(name));
    arma::vec errors(arma::uword(splits), arma::fill::zeros);
    for (arma::uword i = 0; i < errors.n_elem; ++i) {
      nn::Random random(options.seed, nn::Stream::data, std::uint32_t(i));
      const Split parts = standardized(split(data, 0.7, random));
      errors(i) = error_rate(largest_row(one_vs_rest_probabilities(
                                 fit_one_vs_rest(parts.train), parts.test.x)),
                             parts.test.y);
    }
    fmt::print("  {:<14}{}\n", name, percent(errors));
  }
}

void vertical_or_perpendicular(const nn::Options& options) {
  nn::heading("Which distances does least squares make small?");
  nn::Random random(options.seed, nn::Stream::data, 500);
  arma::vec x(200), y(200);
  for (arma::uword i = 0; i < x.n_elem; ++i) {
    x(i) = random.normal();
    y(i) = x(i) + random.normal();
  }
  const arma::mat A = arma::join_rows(arma::vec(200, arma::fill::ones), x);
  fmt::print(
      "  line                   slope   sum of squared vertical   "
      "perpendicular distances\n");
  const auto show = [&](const char* name, const arma::vec& line) {
    const double squares = arma::accu(arma::square(y - A * line));
    fmt::print("  {:<20}{:8.3f} {:25.1f} {:25.1f}\n", name, line(1), squares,
               squares / (1 + line(1) * line(1)));
  };
  show("least squares", least_squares(A, y));
  show("perpendicular", orthogonal_line(x, y));
}

}  // namespace chapter11
