/// Stacking: a model that learns from the answers of other models.
/// Source: Wolpert 1992.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "samples.hpp"

namespace chapter11 {

/// Class shares of each sample: classes x samples.
using Predictor = std::function<arma::mat(const arma::mat& x)>;
/// Learns from samples, and can then predict.
using Learner = std::function<Predictor(const Samples& data)>;

struct NamedLearner {
  std::string name;
  Learner learn;
};

/// Naive Bayes, a tree, the nearest neighbor, and logistic regression.
std::vector<NamedLearner> four_learners();

/// Each sample predicted by a model that has not seen it: the samples are cut
/// into `folds` parts at random, and each part is predicted by what has
/// learned from all others. classes x samples.
arma::mat out_of_fold(const Learner& learner, const Samples& data,
                      arma::uword folds, nn::Random& random);

/// Logistic regression over the shares that `learners` give; its training
/// predictions are out-of-fold ones, or, with folds = 1, those of models that
/// have seen the samples (the mistake).
Predictor stack(const std::vector<NamedLearner>& learners, const Samples& data,
                arma::uword folds, nn::Random& random);

}  // namespace chapter11
