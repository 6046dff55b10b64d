#include "nn/layers/initializers.hpp"

#include <cmath>

namespace nn {
namespace {

// #region orthogonalize
/// Makes the columns of A orthonormal: the Q of A = Q R with R's diagonal
/// positive. This sign makes all rotations of Q equally likely (Mezzadri,
/// Notices of the AMS 54, 2007). Gram-Schmidt, every column twice, because
/// once leaves rounding errors.
void orthogonalize(arma::mat& A) {
  for (arma::uword j = 0; j < A.n_cols; ++j) {
    for (int pass = 0; pass < 2; ++pass)
      for (arma::uword k = 0; k < j; ++k)
        A.col(j) -= arma::dot(A.col(k), A.col(j)) * A.col(k);
    A.col(j) /= arma::norm(A.col(j));
  }
}
// #endregion orthogonalize

arma::fmat orthogonal_matrix(double gain, std::size_t rows, std::size_t cols,
                             Random& random) {
  arma::mat A(rows, cols);
  A.imbue([&] { return random.normal(); });
  const bool wide = rows < cols;
  if (wide) arma::inplace_trans(A);
  orthogonalize(A);
  if (wide) arma::inplace_trans(A);
  return arma::conv_to<arma::fmat>::from(gain * A);
}

}  // namespace

Initializer zeros() {
  return constant(0);
}
Initializer constant(double value) {
  return {Initializer::Kind::constant, value};
}
Initializer normal(double standard_deviation) {
  return {Initializer::Kind::normal, standard_deviation};
}
Initializer xavier() {
  return {Initializer::Kind::xavier};
}
Initializer he() {
  return {Initializer::Kind::he};
}
Initializer orthogonal(double gain) {
  return {Initializer::Kind::orthogonal, gain};
}

double Initializer::standard_deviation(std::size_t fan_in,
                                       std::size_t fan_out) const {
  const auto in = static_cast<double>(fan_in);
  const auto out = static_cast<double>(fan_out);
  switch (kind) {
    case Kind::constant:
      return 0;
    case Kind::normal:
      return value;
    case Kind::xavier:
      return std::sqrt(2 / (in + out));
    case Kind::he:
      return std::sqrt(2 / in);
    case Kind::orthogonal:
      return value / std::sqrt(std::max(in, out));
  }
  return 0;
}

arma::fmat fill_weights(const Initializer& rule, std::size_t rows,
                        std::size_t cols, std::size_t fan_in,
                        std::size_t fan_out, Random& random) {
  if (rule.kind == Initializer::Kind::orthogonal)
    return orthogonal_matrix(rule.value, rows, cols, random);
  const double deviation = rule.standard_deviation(fan_in, fan_out);
  arma::fmat weights(rows, cols);
  if (rule.kind == Initializer::Kind::constant)
    weights.fill(static_cast<float>(rule.value));
  else
    weights.imbue(
        [&] { return static_cast<float>(deviation * random.normal()); });
  return weights;
}

}  // namespace nn
