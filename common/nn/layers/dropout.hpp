/// Dropout. Chapter 7; notes C6.5.
#pragma once

#include "nn/layers/layer.hpp"
#include "nn/reference/dropout.hpp"

namespace nn {

/// In training, sets each number to 0 with probability p and scales the
/// others by 1 / (1 - p); in evaluation, does nothing.
template <Backend B>
class Dropout : public Layer<B> {
 public:
  using Matrix = typename B::Matrix;

  /// 0 <= p < 1; UsageError otherwise.
  explicit Dropout(double probability) : probability_(probability) {
    if (!(probability >= 0 && probability < 1))
      throw UsageError(fmt::format(
          "Dropout({}): expected a probability of at least 0 and below 1",
          probability));
  }

  std::string name() const override {
    return fmt::format("Dropout({})", probability_);
  }
  Shape configure(const Shape& input) override { return input; }
  void set_place(std::size_t index, std::uint64_t seed) override {
    place_ = static_cast<std::uint32_t>(index);
    seed_ = seed;
  }

  void forward(const Matrix& x, Matrix& y, const Pass& pass) override {
    if (pass.mode == Mode::train)
      B::dropout(x, probability_, stream(pass), pass.first_sample, y);
    else
      B::copy(x, y);
  }

  /// The same numbers are dropped again: nothing has to be remembered.
  void backward(const Matrix&, const Matrix&, const Matrix& dy, Matrix* dx,
                const Pass& pass) override {
    if (dx) B::dropout(dy, probability_, stream(pass), pass.first_sample, *dx);
  }

 private:
  DropoutStream stream(const Pass& pass) const {
    return {seed_, place_, static_cast<std::uint32_t>(pass.step)};
  }

  double probability_;
  std::uint64_t seed_ = 0;
  std::uint32_t place_ = 0;  // in the model
};

}  // namespace nn
