/// Logistic regression for two classes, by maximum likelihood, and one such
/// model for each of many classes. Chapter 4 derives the loss.
#pragma once

#include "nn/core/armadillo.hpp"

#include "samples.hpp"

namespace chapter11 {

/// Weights, the bias last, that minimize
///     sum over samples of log(1 + exp(-s (w x + b)))  +  |w|^2 / (2 C),
/// s = 1 or -1: the cross-entropy plus a price on the weights (not on the
/// bias). Newton's method, until a step changes nothing beyond rounding.
/// x: features x samples; target: 1 or 0 for each.
arma::vec fit_logistic(const arma::mat& x, const arma::vec& target,
                       double C = 1);

/// The value that fit_logistic() minimizes.
double logistic_objective(const arma::vec& w, const arma::mat& x,
                          const arma::vec& target, double C);

/// P(1 | x) of each sample.
arma::vec logistic_probabilities(const arma::vec& w, const arma::mat& x);

/// One column of weights for each class: this class against all others.
arma::mat fit_one_vs_rest(const Samples& data, double C = 1);

/// The probabilities of all models, divided by their sum: classes x samples.
arma::mat one_vs_rest_probabilities(const arma::mat& weights,
                                    const arma::mat& x);

}  // namespace chapter11
