/// Dropout. Chapter 7; notes C6.5.
#pragma once

#include "nn/layers/layer.hpp"

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

  void forward(const Matrix& x, Matrix& y, const Context& context) override {
    if (context.mode == Mode::train)
      B::dropout(x, probability_, stream(context), context.first_sample, y);
    else
      B::copy(x, y);
  }

  /// The same numbers are dropped again: nothing has to be remembered.
  void backward(const Matrix&, const Matrix&, const Matrix& dy, Matrix* dx,
                const Context& context) override {
    if (dx)
      B::dropout(dy, probability_, stream(context), context.first_sample, *dx);
  }
  double probability() const { return probability_; }

 private:
  static DropoutStream stream(const Context& context) {
    return {context.seed, static_cast<std::uint32_t>(context.layer),
            static_cast<std::uint32_t>(context.step)};
  }

  double probability_;
};

}  // namespace nn
