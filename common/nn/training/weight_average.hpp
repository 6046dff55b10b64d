/// A running mean of the weights. Chapter 7, chapter 9.
#pragma once

#include <deque>

#include "nn/core/error.hpp"
#include "nn/core/expect.hpp"
#include "nn/model/model.hpp"

namespace nn {

/// average = decay average + (1 - decay) w after every step, starting from the
/// weights at construction. Near the end of training the weights jitter around
/// a good point; their mean is closer to it (Polyak and Juditsky, 1992;
/// Izmailov et al., UAI 2018).
///
///     nn::WeightAverage<B> average(model, 0.998);
///     …  average.update();                      // after each step
///     average.swap();  evaluate(…);  average.swap();
///
/// decay 0.998 averages over about 500 steps. BatchNorm's running means and
/// variances are not parameters, but belong to the weights that they were
/// measured with: they are averaged and swapped like them (PyTorch's
/// AveragedModel with use_buffers).
template <Backend B>
class WeightAverage {
 public:
  using Matrix = typename B::Matrix;

  /// The parameters and states of a model that is built and outlives it.
  explicit WeightAverage(Model<B>& model, double decay = 0.998)
      : WeightAverage(model.parameters(), decay) {
    for (const NamedState<B>& named : model.named_states()) {
      Matrix state = named.state->as_column();
      parts_.emplace_back(state);
    }
  }
  /// One vector alone, which must outlive it: for a model without states.
  explicit WeightAverage(Matrix& parameters, double decay = 0.998)
      : decay_(expect_share("weight average", decay)) {
    parts_.emplace_back(parameters);
  }
  WeightAverage(const WeightAverage&) = delete;
  WeightAverage& operator=(const WeightAverage&) = delete;

  /// Adds the current weights; throws an Error while they are swapped.
  void update() {
    if (swapped_)
      throw Error(
          "the model holds its averaged weights: swap() them back "
          "before training goes on");
    for (Part& part : parts_)
      B::moving_average(part.numbers, decay_, part.average);
  }

  /// The averages of the parameters and of each state, for checkpoints; an
  /// Error while they are swapped.
  std::vector<Matrix*> averages() {
    if (swapped_)
      throw Error("the averages are in the model: swap() them back first");
    std::vector<Matrix*> all;
    for (Part& part : parts_)
      all.push_back(&part.average);
    return all;
  }

  /// The model gets the average, and this keeps the model's weights; the next
  /// call puts everything back.
  void swap() {
    for (Part& part : parts_)
      B::swap(part.numbers, part.average);
    swapped_ = !swapped_;
  }

 private:
  /// Numbers of the model, and their average.
  struct Part {
    explicit Part(Matrix& of)
        : numbers(B::columns(of, {0, of.n_cols})),
          buffer(of.n_elem),
          average(B::view(buffer, 0, of.n_rows, of.n_cols)) {
      B::copy(numbers, average);
    }
    Matrix numbers;  // a view
    typename B::Buffer buffer;
    Matrix average;
  };

  double decay_ = 0;
  std::deque<Part> parts_;  // views must not move
  bool swapped_ = false;
};

}  // namespace nn
