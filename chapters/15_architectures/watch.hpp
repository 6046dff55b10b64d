/// A layer that changes nothing and remembers what comes by.
#pragma once

#include "nn/layers/layer.hpp"

namespace chapter15 {

// #region watch
/// Keeps its input of the last forward pass and the derivative with respect to
/// it of the last backward pass: a window into the middle of a network.
template <nn::Backend B>
class Watch : public nn::Layer<B> {
 public:
  using Matrix = typename B::Matrix;

  std::string name() const override { return "Watch"; }
  nn::Shape configure(const nn::Shape& input) override {
    shape_ = input;
    return input;
  }
  void forward(const Matrix& x, Matrix& y, const nn::Context&) override {
    value_ = x;
    B::copy(x, y);
  }
  void backward(const Matrix&, const Matrix&, const Matrix& dy, Matrix* dx,
                const nn::Context&) override {
    gradient_ = dy;
    if (dx) B::copy(dy, *dx);
  }

  const nn::Shape& shape() const { return shape_; }  ///< after configure()
  const Matrix& value() const { return value_; }
  const Matrix& gradient() const { return gradient_; }

 private:
  nn::Shape shape_;
  Matrix value_, gradient_;
};
// #endregion watch

}  // namespace chapter15
