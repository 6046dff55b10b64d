/// Least squares as geometry: the fitted values are the foot of a
/// perpendicular.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter11 {

/// The weights with the smallest sum of squares |A w - y|^2. A: samples x
/// features (a row per sample, as in the textbook), independent columns; by QR,
/// like by_qr() in chapter 4.
arma::vec least_squares(const arma::mat& A, const arma::vec& y);

/// P = Q Q', which maps y to its nearest point among all A w.
arma::mat projection_onto(const arma::mat& A);

/// The line y = a + b x with the smallest sum of squared distances
/// perpendicular to it (total least squares). Returns (a, b).
arma::vec orthogonal_line(const arma::vec& x, const arma::vec& y);

}  // namespace chapter11
