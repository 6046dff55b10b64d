/// A running mean of the weights. Chapter 9.
#pragma once

#include "nn/backend.hpp"
#include "nn/support/error.hpp"

namespace nn {

/// average = keep average + (1 - keep) w after every step, from the weights at
/// construction on. Near the end of training the weights jitter about a good
/// place; their mean is closer to it (Polyak and Juditsky, 1992; Izmailov et
/// al., UAI 2018).
///
///     nn::WeightAverage<B> average(model.parameters(), 0.998);
///     …  average.update();                      // after each step
///     average.swap();  evaluate(…);  average.swap();
///
/// keep 0.998 averages over about 500 steps. BatchNorm's running means are no
/// parameters: they stay those of the last step.
template <Backend B>
class WeightAverage {
 public:
  using Matrix = typename B::Matrix;

  /// `parameters` must outlive it.
  explicit WeightAverage(Matrix& parameters, double keep = 0.998)
      : parameters_(parameters),
        keep_(keep),
        buffer_(parameters.n_elem),
        average_(B::view(buffer_, 0, parameters.n_elem, 1)) {
    B::copy(parameters_, average_);
  }
  WeightAverage(const WeightAverage&) = delete;
  WeightAverage& operator=(const WeightAverage&) = delete;

  /// Takes the current weights in; an Error while they are swapped.
  void update() {
    if (swapped_)
      throw Error(
          "the model holds its averaged weights: swap() them back "
          "before training goes on");
    B::moving_average(parameters_, keep_, average_);
  }

  /// The model gets the average, and this keeps the model's weights; the next
  /// call puts everything back.
  void swap() {
    B::swap(parameters_, average_);
    swapped_ = !swapped_;
  }

 private:
  Matrix& parameters_;
  double keep_;
  typename B::Buffer buffer_;
  Matrix average_;
  bool swapped_ = false;
};

}  // namespace nn
