/// What the tests of chapter 12 share.
#pragma once

#include <boost/test/unit_test.hpp>

#include "nn/core/random.hpp"

#include "golden.hpp"

namespace chapter12 {

namespace tt = boost::test_tools;

/// The largest |a - b|; infinite if sizes differ, NaN stays NaN.
inline double distance(const arma::mat& a, const arma::mat& b) {
  if (arma::size(a) != arma::size(b)) return arma::datum::inf;
  return (a - b).has_nan() ? arma::datum::nan : arma::abs(a - b).max();
}

/// Rows of b with the signs that make them most like those of a.
inline arma::mat with_signs_of(const arma::mat& a, arma::mat b) {
  for (arma::uword i = 0; i < b.n_rows; ++i)
    if (arma::dot(a.row(i), b.row(i)) < 0) b.row(i) *= -1;
  return b;
}

/// Normal numbers.
inline arma::mat random_matrix(arma::uword rows, arma::uword columns,
                               std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data, 99);
  arma::mat m(rows, columns);
  m.imbue([&] { return random.normal(); });
  return m;
}

inline arma::uvec indices(const nlohmann::json& tensor) {
  return arma::conv_to<arma::uvec>::from(golden::labels(tensor));
}

}  // namespace chapter12
