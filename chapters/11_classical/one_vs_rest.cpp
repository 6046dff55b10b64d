#include "one_vs_rest.hpp"

#include <cmath>

namespace chapter11 {
namespace {

arma::mat with_ones(const arma::mat& x) {
  return arma::join_cols(x, arma::mat(1, x.n_cols, arma::fill::ones));
}

}  // namespace

arma::vec logistic_probabilities(const arma::vec& w, const arma::mat& x) {
  return 1 / (1 + arma::exp(-with_ones(x).t() * w));
}

double logistic_objective(const arma::vec& w, const arma::mat& x,
                          const arma::vec& target, double C) {
  const arma::vec margin = (2 * target - 1) % (with_ones(x).t() * w);
  double loss = 0;
  for (double m : margin)  // log(1 + exp(-m)) without overflow
    loss += m > 0 ? std::log1p(std::exp(-m)) : std::log1p(std::exp(m)) - m;
  return loss + arma::accu(arma::square(w.head(x.n_rows))) / (2 * C);
}

// #region one-vs-rest
arma::vec fit_logistic(const arma::mat& x, const arma::vec& target, double C) {
  const arma::mat X = with_ones(x);
  arma::vec price(X.n_rows, arma::fill::value(1 / C));
  price.tail(1).zeros();  // the bias is free
  arma::vec w(X.n_rows, arma::fill::zeros);
  for (int step = 0; step < 100; ++step) {
    const arma::vec p = 1 / (1 + arma::exp(-X.t() * w));
    const arma::vec gradient = X * (p - target) + price % w;
    const arma::mat scaled = X.each_row() % (p % (1 - p)).t();
    const arma::mat curvature = scaled * X.t() + arma::diagmat(price);
    const arma::vec change =
        arma::solve(curvature, gradient, arma::solve_opts::no_approx);
    double rate = 1;  // halved while the step leads uphill
    const double before = logistic_objective(w, x, target, C);
    while (rate > 1e-6 &&
           logistic_objective(w - rate * change, x, target, C) > before)
      rate /= 2;
    w -= rate * change;
    if (arma::abs(change).max() < 1e-10) break;
  }
  return w;
}

arma::mat fit_one_vs_rest(const Samples& data, double C) {
  arma::mat weights(data.features() + 1, data.classes);
  const arma::mat targets = one_hot(data.y, data.classes);
  for (arma::uword c = 0; c < data.classes; ++c)
    weights.col(c) = fit_logistic(data.x, targets.row(c).t(), C);
  return weights;
}
// #endregion one-vs-rest

arma::mat one_vs_rest_probabilities(const arma::mat& weights,
                                    const arma::mat& x) {
  arma::mat p(weights.n_cols, x.n_cols);
  for (arma::uword c = 0; c < p.n_rows; ++c)
    p.row(c) = logistic_probabilities(weights.col(c), x).t();
  p.each_row() /= arma::sum(p, 0).eval();
  return p;
}

}  // namespace chapter11
