/// What all optimizers have in common. Chapter 6; notes C6.1, C6.4, D1.8.
#pragma once

#include <string>

#include "nn/core/expect.hpp"
#include "nn/model/model.hpp"

namespace nn {

/// The parts of the model's flat vector that are weight matrices or kernels:
/// all that has more than one axis in PyTorch. Biases and the scales of
/// BatchNorm are not among them: they do not make a network overfit.
template <Backend B>
std::vector<Range> weight_ranges(Model<B>& model) {
  std::vector<Range> ranges;
  std::size_t begin = 0;
  for (const auto& [name, p] : model.named_parameters()) {
    if (p->torch.shape.size() > 1) ranges.push_back({begin, begin + p->size()});
    begin += p->size();
  }
  return ranges;
}

/// A vector that an optimizer keeps from step to step, e.g. "velocity".
template <Backend B>
struct OptimizerState {
  std::string name;
  typename B::Matrix* values;  ///< as long as the parameters
};

/// What an optimizer changes, and what it follows: a model's parameters and
/// gradients, or any two vectors of the same length. Both must outlive it.
template <Backend B>
struct Trained {
  using Matrix = typename B::Matrix;

  /// An Error if the model is not built yet.
  Trained(Model<B>& model)
      : parameters(model.parameters()), gradients(model.gradients()) {}
  Trained(Matrix& w, const Matrix& dw) : parameters(w), gradients(dw) {
    if (w.n_elem != dw.n_elem)
      throw ShapeError(
          fmt::format("{} parameters, but {} gradients", w.n_elem, dw.n_elem));
  }

  Trained(Matrix& w, const Matrix&& dw) = delete;

  Matrix& parameters;
  const Matrix& gradients;
};

/// Changes the parameters after each backward pass. Settings that no formula
/// can use (NaN, below 0 …) are a UsageError.
///
///     nn::AdamW<B> adam(model, 1e-3, {.decay = 0.05});
///     adam.decay_only(nn::weight_ranges(model));
template <Backend B>
class Optimizer {
 public:
  using Matrix = typename B::Matrix;

  Optimizer(Trained<B> trained, double learning_rate)
      : parameters_(trained.parameters),
        gradients_(trained.gradients),
        learning_rate_(expect_number("learning rate", learning_rate)) {}
  virtual ~Optimizer() = default;
  Optimizer(const Optimizer&) = delete;
  Optimizer& operator=(const Optimizer&) = delete;

  virtual std::string name() const = 0;

  /// One step along the gradients.
  void step() {
    begin_step();
    extras_.scale = 1;
    if (largest_norm_ > 0) {
      const double norm = std::sqrt(B::squared_norm(gradients_));
      extras_.scale = std::min(1.0, largest_norm_ / (norm + 1e-6));
    }
    update(extras_);
  }

  /// All that it remembers, for checkpoints: vectors, by name …
  virtual std::vector<OptimizerState<B>> states() { return {}; }
  /// … and how many steps it has taken; null if its formula does not use it.
  virtual std::uint64_t* step_counter() { return nullptr; }

  double learning_rate() const { return learning_rate_; }
  /// A schedule changes it between steps.
  void set_learning_rate(double rate) {
    learning_rate_ = expect_number("learning rate", rate);
  }

  /// Adds l2/2 sum(w^2) to what is minimized: PyTorch's weight_decay for all
  /// optimizers but AdamW. 0 switches it off.
  void set_l2(double l2) { extras_.l2 = expect_number("l2", l2); }
  /// Adds l1 sum(|w|): many weights end near 0. 0 switches it off.
  void set_l1(double l1) { extras_.l1 = expect_number("l1", l1); }
  /// Subtracts learning rate * decay * w in each step (AdamW's weight_decay).
  void set_decay(double decay) {
    extras_.decay = expect_number("weight decay", decay);
  }
  /// The parts of the parameters that these three act on; without this call
  /// they act on all parameters, as in PyTorch. See weight_ranges().
  void decay_only(std::vector<Range> ranges) {
    only_ = std::move(ranges);
    extras_.weights = only_;
  }

  /// Scales the whole gradient down when its Euclidean norm exceeds
  /// `largest_norm` (Pascanu et al., ICML 2013; PyTorch's clip_grad_norm_);
  /// penalties are added afterwards. 0 switches it off.
  void clip_gradient(double largest_norm) {
    largest_norm_ = expect_number("largest norm", largest_norm);
  }

 protected:
  virtual void begin_step() {}
  /// The optimizer's own formula, for all numbers of the flat vectors.
  virtual void update(const StepExtras& extras) = 0;

  /// A vector of zeros as long as the parameters.
  typename B::Buffer state_buffer() const {
    return typename B::Buffer(parameters_.n_elem);
  }
  Matrix as_vector(typename B::Buffer& buffer) const {
    return B::view(buffer, 0, parameters_.n_elem, 1);
  }

  Matrix& parameters_;
  const Matrix& gradients_;
  double learning_rate_;

 private:
  StepExtras extras_;
  double largest_norm_ = 0;
  std::vector<Range> only_;  // what extras_.weights shows
};

}  // namespace nn
