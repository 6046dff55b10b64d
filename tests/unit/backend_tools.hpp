/// For the tests that compare a fast backend with Reference<float>: Cpu here,
/// Cuda in tests/cuda (unit/fast_backend.hpp).
///
/// Bounds: both compute in float, in different orders. A sum of n products
/// differs by about sqrt(n) roundings (6e-8 each) of numbers near 1; each
/// tolerance in these tests is that, times ten, or says where it comes from.
#pragma once

#include <boost/test/unit_test.hpp>

#include "nn/reference/reference.hpp"

#include "unit/fast_backend.hpp"
#include "unit/random_numbers.hpp"

using Ref = nn::Reference<float>;
using arma::fmat;

inline fmat random_matrix(arma::uword rows, arma::uword cols,
                          double scale = 1) {
  fmat m(rows, cols);
  m.imbue([&] { return static_cast<float>(scale * random_numbers.normal()); });
  return m;
}

inline fmat nan_matrix(arma::uword rows, arma::uword cols) {
  fmat m(rows, cols);
  m.fill(arma::Datum<float>::nan);
  return m;
}

inline std::vector<std::int32_t> random_labels(arma::uword classes,
                                               arma::uword samples) {
  std::vector<std::int32_t> labels(samples);
  for (auto& label : labels)
    label = static_cast<std::int32_t>(
        random_numbers.integer(static_cast<std::uint32_t>(classes)));
  return labels;
}

/// Both are finite and nowhere further apart than `tolerance`.
inline void check_close(const fmat& a, const fmat& b, double tolerance,
                        const std::string& what) {
  BOOST_REQUIRE(arma::size(a) == arma::size(b));
  BOOST_TEST((a.is_finite() && b.is_finite()), what << " is not finite");
  const double distance = a.empty() ? 0 : arma::abs(a - b).max();
  BOOST_TEST(distance <= tolerance, what << " differs by " << distance);
}
