/// What a training run ends with, and the mean of several runs.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter06 {

/// The result. A network whose loss is no longer a number has diverged.
struct Outcome {
  std::vector<double> loss;  ///< of each step's batch
  double train_loss = arma::datum::nan;
  double validation_loss = arma::datum::nan;
  double test_accuracy = arma::datum::nan;
  int diverged = 0;                            ///< how many runs
  double lowest_accuracy = arma::datum::nan;   ///< of several runs: mean_of()
  double highest_accuracy = arma::datum::nan;  ///< the same
};

/// The mean of those runs that did not diverge, for example with different
/// seeds: one run may be lucky. All must have the same number of steps.
Outcome mean_of(const std::vector<Outcome>& runs);

/// A rate, and what training from it ended with.
struct FromRate {
  double rate = 0;
  Outcome outcome;
};

/// The best of `rates`, found by walking: from the one numbered `start` to its
/// neighbor as long as the validation loss falls, first down, then up. A rate
/// at which a run diverges is worse than any other.
FromRate walk_to_best(const std::vector<double>& rates, std::size_t start,
                      const std::function<Outcome(double)>& train_from);

/// The rate that the first of several runs finds by walking, and the mean of
/// all runs at it. `train` gets a rate and the run's number, from 0.
FromRate mean_at_best(const std::vector<double>& rates, std::size_t start,
                      int runs,
                      const std::function<Outcome(double, int)>& train);

/// The losses of single batches are noisy: means of `group` of them. x is the
/// step in the middle of each group.
struct Smoothed {
  arma::vec step, loss;
};
Smoothed smoothed(const std::vector<double>& loss, std::size_t group);

}  // namespace chapter06
