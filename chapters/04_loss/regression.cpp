#include "regression.hpp"

namespace chapter04 {

std::array<Points, 4> quartet() {
  const arma::rowvec x{10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
  return {
      Points{
          x,
          {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68}},
      Points{
          x,
          {9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74}},
      Points{
          x,
          {7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73}},
      Points{
          {8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8},
          {6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89}}};
}

arma::mat with_ones(const arma::rowvec& x) {
  return arma::join_cols(x, arma::rowvec(x.n_elem, arma::fill::ones));
}

double line_loss(const Points& data, const arma::rowvec& line) {
  return arma::mean(arma::square(line * with_ones(data.x) - data.y));
}

// #region least-squares
/// Where the gradient of |w X - y|^2 is 0: w X X^T = y X^T.
arma::rowvec by_normal_equations(const arma::mat& x, const arma::rowvec& y) {
  const arma::mat gram = x * x.t();
  const arma::vec right = x * y.t();
  return arma::solve(gram, right).t();
}

/// Downhill from 0, one step of rate * gradient after another.
arma::rowvec by_descent(const arma::mat& x, const arma::rowvec& y, double rate,
                        int steps) {
  arma::rowvec w(x.n_rows, arma::fill::zeros);
  for (int i = 0; i < steps; ++i)
    w -= rate * 2 / double(x.n_cols) * (w * x - y) * x.t();
  return w;
}
// #endregion least-squares

arma::rowvec by_qr(const arma::mat& x, const arma::rowvec& y) {
  arma::mat q, r;
  arma::qr_econ(q, r, x.t());
  const arma::vec right = q.t() * y.t();
  return arma::solve(arma::trimatu(r), right).t();
}

namespace {

/// The line through points i and j.
arma::rowvec line_through(const Points& data, arma::uword i, arma::uword j) {
  const double w = (data.y(j) - data.y(i)) / (data.x(j) - data.x(i));
  return {w, data.y(i) - w * data.x(i)};
}

}  // namespace

arma::rowvec by_least_absolute(const Points& data) {
  arma::rowvec best;
  double least = arma::datum::inf;
  for (arma::uword j = 0; j < data.x.n_elem; ++j)
    for (arma::uword i = 0; i < j; ++i) {
      if (data.x(i) == data.x(j)) continue;
      const arma::rowvec line = line_through(data, i, j);
      const double loss =
          arma::mean(arma::abs(line * with_ones(data.x) - data.y));
      if (loss < least) {
        least = loss;
        best = line;
      }
    }
  return best;
}

arma::rowvec by_huber(const Points& data, double delta) {
  const arma::mat x = with_ones(data.x);
  arma::rowvec weights(data.x.n_elem, arma::fill::ones), line;
  for (int i = 0; i < 200; ++i) {
    const arma::rowvec root = arma::sqrt(weights);
    line = by_qr(x.each_row() % root, data.y % root);
    const arma::rowvec error = arma::abs(line * x - data.y);
    weights = delta / arma::clamp(error, delta, arma::datum::inf);
  }
  return line;
}

}  // namespace chapter04
