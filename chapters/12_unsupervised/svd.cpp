#include "svd.hpp"

#include "nn/core/error.hpp"

namespace chapter12 {

arma::mat Svd::product(arma::uword rank) const {
  const arma::uword r = std::min<arma::uword>(rank, values.n_elem);
  return u.head_cols(r) * arma::diagmat(values.head(r)) * v.head_cols(r).t();
}

arma::mat Svd::misprinted() const {
  if (v.n_rows != values.n_elem)
    throw nn::UsageError(fmt::format(
        "U Sigma V: Sigma has {} columns, but V has {} rows; V' was meant",
        values.n_elem, v.n_rows));
  return u * arma::diagmat(values) * v;
}

double Svd::energy(arma::uword rank) const {
  return arma::accu(arma::square(values.head(rank))) /
         arma::accu(arma::square(values));
}

namespace {

/// Turns columns i and j of `a` in their plane until they are at right angles,
/// and columns i and j of `v` likewise. Returns the cosine of their angle; 0 if
/// one is nothing but rounding, whose squared length is at most `nothing`.
double make_orthogonal(arma::mat& a, arma::mat& v, arma::uword i, arma::uword j,
                       double nothing) {
  const double ii = arma::dot(a.col(i), a.col(i));
  const double jj = arma::dot(a.col(j), a.col(j));
  const double ij = arma::dot(a.col(i), a.col(j));
  if (ij == 0 || std::min(ii, jj) <= nothing) return 0;
  const double z = (jj - ii) / (2 * ij);
  const double t = (z < 0 ? -1 : 1) / (std::abs(z) + std::sqrt(1 + z * z));
  const double c = 1 / std::sqrt(1 + t * t), s = c * t;
  for (arma::mat* m : {&a, &v}) {
    const arma::vec left = m->col(i), right = m->col(j);
    m->col(i) = c * left - s * right;
    m->col(j) = s * left + c * right;
  }
  return std::abs(ij) / std::sqrt(ii * jj);
}

}  // namespace

// #region rotations
Svd svd_by_rotations(const arma::mat& m) {
  if (m.n_cols > m.n_rows) {  // M' = V Sigma U'
    Svd turned = svd_by_rotations(m.t());
    return {turned.v, turned.values, turned.u};
  }
  arma::mat a = m, v(m.n_cols, m.n_cols, arma::fill::eye);
  const double nothing = 1e-30 * arma::accu(arma::square(m));
  for (double worst = 1; worst > 1e-14;) {
    worst = 0;
    for (arma::uword i = 0; i < a.n_cols; ++i)
      for (arma::uword j = i + 1; j < a.n_cols; ++j)
        worst = std::max(worst, make_orthogonal(a, v, i, j, nothing));
  }
  // Now a = M V has orthogonal columns: U times their lengths.
  const arma::vec lengths = arma::sqrt(arma::sum(arma::square(a), 0)).t();
  const arma::uvec order = arma::stable_sort_index(lengths, "descend");
  return {arma::normalise(a.cols(order)), lengths(order), v.cols(order)};
}
// #endregion rotations

Svd svd_by_lapack(const arma::mat& m) {
  Svd found;
  if (!arma::svd_econ(found.u, found.values, found.v, m, "both", "std"))
    throw nn::DataError("svd: no singular values; is there a NaN in it?");
  return found;
}

}  // namespace chapter12
