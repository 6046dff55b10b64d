/// From scores to probabilities, and how not to overflow on the way.
/// Source: notes C3 (p. 66) and B, "softmax classifier".
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter04 {

// #region softmax-naive
/// e^s / sum of e^s, just as it is defined. e^710 is beyond the largest
/// double, e^89 beyond the largest float: infinity / infinity is nan.
template <class Real>
arma::Col<Real> softmax_naive(const arma::Col<Real>& scores) {
  const arma::Col<Real> e = arma::exp(scores);
  return e / arma::accu(e);
}
// #endregion softmax-naive

// #region softmax
/// The same function: subtracting c from all scores divides numerator and
/// denominator by e^c. With c the largest score, e^0 = 1 is the largest
/// power, and the sum is at least 1.
template <class Real>
arma::Col<Real> softmax(const arma::Col<Real>& scores) {
  const arma::Col<Real> e = arma::exp(scores - scores.max());
  return e / arma::accu(e);
}
// #endregion softmax

// #region log-sum-exp
/// log of the sum of e^s, without ever computing a large e^s.
template <class Real>
Real log_sum_exp(const arma::Col<Real>& scores) {
  const Real largest = scores.max();
  return largest + std::log(arma::accu(arma::exp(scores - largest)));
}

/// log softmax(s) = s - log_sum_exp(s): correct even where softmax itself
/// underflows to 0 and its logarithm would be minus infinity.
template <class Real>
arma::Col<Real> log_softmax(const arma::Col<Real>& scores) {
  return scores - log_sum_exp(scores);
}
// #endregion log-sum-exp

}  // namespace chapter04
