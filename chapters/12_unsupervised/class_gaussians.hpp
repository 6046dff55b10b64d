/// A classifier with a formula instead of training: one normal distribution a
/// class, all with the same covariance (linear discriminant analysis).
///
/// Source: Fisher, "The use of multiple measurements in taxonomic problems",
/// Annals of Eugenics 7, 1936.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter12 {

/// Means, the common covariance and the share of each class.
struct ClassGaussians {
  arma::mat means;    ///< features x classes
  arma::mat root;     ///< lower triangle: covariance = root root'
  arma::vec weights;  ///< the classes' shares

  /// Probability of each class: classes x samples.
  arma::mat posterior(const arma::mat& x) const;
};

/// Fits weighted samples: `shares` (classes x samples) says how much of each
/// sample belongs to each class. `shrink` times the mean variance is added to
/// the covariance's diagonal: with few samples it has no other choice.
ClassGaussians fit_classes(const arma::mat& x, const arma::mat& shares,
                           double shrink);

/// 1 for each sample's class, 0 for the others: classes x samples.
arma::mat one_hot(const arma::uvec& labels, arma::uword classes);

}  // namespace chapter12
