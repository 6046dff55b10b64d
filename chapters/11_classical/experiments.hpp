/// Measurements that a step prints and a test repeats with other seeds.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "pruning.hpp"
#include "samples.hpp"

namespace chapter11 {

/// What learns, and what answers: the classes of new samples.
using Classifier =
    std::function<arma::uvec(const Samples& train, const arma::mat& x)>;

/// Its test errors for `splits` random splits of a table, 70 % to train on.
arma::vec errors_over_splits(const Samples& data, const Classifier& classifier,
                             int splits, std::uint64_t seed);

/// Naive Bayes with normal features, with features above half of the largest
/// value or not, and with counts.
arma::uvec gaussian_bayes(const Samples& train, const arma::mat& x);
arma::uvec bernoulli_bayes(const Samples& train, const arma::mat& x);
arma::uvec multinomial_bayes(const Samples& train, const arma::mat& x);

/// On test samples, means over splits: the largest posterior, and how often
/// its class is right.
struct Confidence {
  double claimed = 0, right = 0;
};
Confidence confidence_of_bayes(const Samples& data, int splits,
                               std::uint64_t seed);
/// On features with mean 0 and variance 1 in the training samples.
Confidence confidence_of_logistic(const Samples& data, int splits,
                                  std::uint64_t seed);

/// Both parts with the mean and deviation that the training samples have.
Split standardized(const Split& parts);

/// Two moons to learn from, to choose with, and to judge by.
struct Moons {
  Samples train, validation, test;
};
Moons moons(arma::uword train, double noise, std::uint64_t seed,
            std::uint32_t draw);

/// The last step of the path with the smallest validation error: of equally
/// good trees the smallest.
std::size_t best_by_validation(const std::vector<PruningStep>& path,
                               const Samples& validation);

/// Test errors of the whole tree and of the one that validation chooses.
struct PruningResult {
  double whole = 0, pruned = 0;
  arma::uword whole_leaves = 0, pruned_leaves = 0;
};
PruningResult prune_by_validation(const Moons& data);

}  // namespace chapter11
