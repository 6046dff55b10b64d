/// Semi-supervised learning with a classifier: it labels samples for itself.
///
/// Sources: Scudder, "Probability of error of some adaptive pattern-recognition
/// machines", IEEE Transactions on Information Theory 11, 1965 (self-training);
/// Nigam, McCallum, Thrun and Mitchell, Machine Learning 39, 2000 (EM); Blum
/// and Mitchell, "Combining labeled and unlabeled data with co-training", COLT
/// 1998.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter12 {

/// All samples, and the classes of a few of them.
struct FewLabels {
  arma::mat x;        ///< features x samples
  arma::uvec known;   ///< which samples have a label
  arma::uvec labels;  ///< theirs
  arma::uword classes = 0;
};

/// The labels alone: class Gaussians from the known samples. Returns classes x
/// samples, probabilities of every sample; so do the others.
arma::mat labels_alone(const FewLabels& task, double shrink);

/// The labels alone: the share of each class among the k nearest known samples.
arma::mat nearest_labels(const FewLabels& task, arma::uword k);

/// Self-training: what the classifier is sure of (a probability of at least
/// `sure`) becomes a label, for good; then it learns again, until nothing is
/// added or `rounds` are over.
arma::mat self_training(const FewLabels& task, double shrink, double sure,
                        int rounds = 8);

/// EM: every sample without a label counts `weight` of one with a label and is
/// divided among the classes as the classifier sees it, again in each step.
arma::mat em_with_labels(const FewLabels& task, double shrink, double weight,
                         int steps = 6);

/// Co-training: two classifiers, one sees the first `split` features, one the
/// others. In each round each gives the samples that it is surest of, `each` of
/// every class, to both. Returns the product of their probabilities.
arma::mat co_training(const FewLabels& task, arma::uword split, double shrink,
                      arma::uword each, int rounds = 8);

}  // namespace chapter12
