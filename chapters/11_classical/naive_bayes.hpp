/// Naive Bayes: each class describes every feature by itself, and Bayes' rule
/// puts the descriptions together. Source: Maron 1961.
#pragma once

#include "nn/core/armadillo.hpp"

#include "samples.hpp"

namespace chapter11 {

/// log P(class) for each class: its share of the samples.
arma::vec log_priors(const arma::uvec& y, arma::uword classes);

/// Sums of the samples of each class: features x classes.
arma::mat class_sums(const Samples& data);

/// log P(class) + the sum of log P(feature | class) becomes P(class | sample).
/// joint: classes x samples. Subtracts the largest before exp(), so that no
/// sum of many logarithms is lost.
arma::mat posteriors(const arma::mat& log_joint);

/// Numbers: each feature of a class is normal.
struct GaussianBayes {
  arma::vec log_prior;       ///< classes
  arma::mat mean, variance;  ///< features x classes

  arma::mat log_joint(const arma::mat& x) const;  ///< classes x samples
};
/// `smoothing` times the largest variance of a feature is added to all of
/// them, so that a feature that never changes divides by no 0.
GaussianBayes fit_gaussian(const Samples& data, double smoothing = 1e-9);

/// Yes or no: each feature is 1 with a probability of its own, else 0.
struct BernoulliBayes {
  arma::vec log_prior;
  arma::mat log_yes, log_no;  ///< features x classes

  arma::mat log_joint(const arma::mat& x) const;
};
/// Laplace's smoothing: as if every class had `alpha` more samples with each
/// answer.
BernoulliBayes fit_bernoulli(const Samples& data, double alpha = 1);

/// Counts: all words of a text are drawn from the class's urn.
struct MultinomialBayes {
  arma::vec log_prior;
  arma::mat log_share;  ///< features x classes

  arma::mat log_joint(const arma::mat& x) const;
};
/// As if every word had been seen `alpha` times more in each class.
MultinomialBayes fit_multinomial(const Samples& data, double alpha = 1);

}  // namespace chapter11
