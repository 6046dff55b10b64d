/// A network from a recipe, trained step by step.
#pragma once

#include "nn/cpu/cpu.hpp"
#include "nn/model/sequential.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/optimizers.hpp"

#include "data.hpp"
#include "recipe.hpp"
#include "score.hpp"

namespace chapter07 {

/// A network in training. `train` must outlive it; samples that do not fill the
/// last batch of an epoch wait for the next one. UsageError if there are fewer
/// samples than one batch holds.
class Learner {
 public:
  Learner(const Samples& train, const Recipe& recipe);

  std::size_t steps_per_epoch() const {
    return train_.size() / recipe_.batch_size;
  }
  bool diverged() const { return diverged_; }
  nn::Sequential<nn::Cpu>& net() { return *net_; }

  /// One step of gradient descent; returns the loss of its batch, NaN once
  /// training has diverged.
  double step();

  /// The mean loss over the steps of one epoch.
  double epoch();

  /// The network as it would be used: running means, no dropout.
  Score score(const Samples& samples);

 private:
  void next_batch();

  const Samples& train_;
  Recipe recipe_;
  std::unique_ptr<nn::Sequential<nn::Cpu>> net_;
  nn::SoftmaxCrossEntropy<nn::Cpu> loss_;
  nn::Momentum<nn::Cpu> optimizer_;
  std::vector<std::uint32_t> order_;
  std::size_t step_ = 0;
  bool diverged_ = false;
  arma::fmat x_, gradient_;
  std::vector<std::int32_t> labels_;
};

}  // namespace chapter07
