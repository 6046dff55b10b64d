/// Why accuracy cannot be the loss. Source: notes C4.2 (p. 93).
#pragma once

#include "logistic.hpp"

namespace chapter04 {

// #region accuracy
/// The share of students for whom p > 1/2 predicts the right outcome.
inline double accuracy(const Students& data, double w, double b) {
  const arma::rowvec p = probabilities(data.hours, w, b);
  return arma::mean(
      arma::conv_to<arma::rowvec>::from((p > 0.5) == (data.passed > 0.5)));
}
// #endregion accuracy

/// (f(w + h) - f(w - h)) / 2h with the notes' h = 1e-4.
template <class F>
double slope(const F& f, double w, double h = 1e-4) {
  return (f(w + h) - f(w - h)) / (2 * h);
}

/// Accuracy, cross-entropy and their slopes over the weight.
struct OverWeight {
  arma::vec w, accuracy, accuracy_slope, loss, loss_slope;
};

/// The students' weight from low to high at n points, with this bias.
inline OverWeight over_weight(const Students& data, double bias, double low,
                              double high, arma::uword n) {
  const auto right = [&](double w) { return accuracy(data, w, bias); };
  const auto loss = [&](double w) {
    return logistic_loss(data.hours, data.passed, w, bias);
  };
  OverWeight curve;
  curve.w = arma::linspace(low, high, n);
  curve.accuracy = curve.accuracy_slope = curve.loss = curve.loss_slope =
      arma::vec(n);
  for (arma::uword i = 0; i < n; ++i) {
    const double w = curve.w(i);
    curve.accuracy(i) = right(w);
    curve.accuracy_slope(i) = slope(right, w);
    curve.loss(i) = loss(w);
    curve.loss_slope(i) = slope(loss, w);
  }
  return curve;
}

}  // namespace chapter04
