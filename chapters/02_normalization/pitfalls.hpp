/// Where rounding eats the statistics and the small values.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/data/dataset.hpp"

namespace chapter02 {

// #region one-pass
/// The variance in one pass: E[x^2] - E[x]^2. Right on paper, but both terms
/// are huge when the mean is, and their difference is mostly rounding error.
template <class Real>
Real variance_in_one_pass(const arma::Col<Real>& x) {
  const auto n = Real(x.n_elem);
  const arma::Col<Real> squares = arma::square(x);
  Real sum = 0, sum_of_squares = 0;
  for (Real value : x)
    sum += value;
  for (Real value : squares)
    sum_of_squares += value;
  return (sum_of_squares - (sum * sum) / n) / n;
}
// #endregion one-pass

/// First the mean, then the squared deviations from it.
template <class Real>
Real variance_in_two_passes(const arma::Col<Real>& x) {
  const auto n = Real(x.n_elem);
  Real sum = 0, squares = 0;
  for (Real value : x)
    sum += value;
  for (Real value : x)
    squares += (value - sum / n) * (value - sum / n);
  return squares / n;
}

// #region welford
/// A safe single pass: each value corrects the mean of those before it.
/// Source: Welford, "Note on a method for calculating corrected sums of
/// squares and products", Technometrics 4, 1962.
template <class Real>
Real variance_by_welford(const arma::Col<Real>& x) {
  Real mean = 0, squares = 0, count = 0;
  for (Real value : x) {
    const Real difference = value - mean;
    mean += difference / ++count;
    squares += difference * (value - mean);
  }
  return squares / count;
}
// #endregion welford

/// The mean of all pixels / 255, added up one by one in `Real`.
template <class Real>
Real mean_pixel(const nn::Dataset& images) {
  Real sum = 0;
  for (std::uint8_t pixel : images.pixels)
    sum += Real(pixel) / 255;
  return sum / Real(images.pixels.size());
}

}  // namespace chapter02
