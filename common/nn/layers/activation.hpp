/// Activation functions as layers. Chapter 3; notes D1.6.
#pragma once

#include "nn/layers/layer.hpp"

namespace nn {

/// A function that keeps the shape: applied to each number by itself, or
/// (softmax) to each sample.
template <Backend B>
class Activation : public Layer<B> {
 public:
  Shape configure(const Shape& input) override { return input; }
};

/// y = max(0, x)
template <Backend B>
class ReLU : public Activation<B> {
 public:
  using Matrix = typename B::Matrix;
  std::string name() const override { return "ReLU"; }
  void forward(const Matrix& x, Matrix& y, const Context&) override {
    B::relu(x, y);
  }
  void backward(const Matrix&, const Matrix& y, const Matrix& dy, Matrix* dx,
                const Context&) override {
    if (dx) B::relu_gradient(y, dy, *dx);
  }
};

/// y = 1 / (1 + exp(-x))
template <Backend B>
class Sigmoid : public Activation<B> {
 public:
  using Matrix = typename B::Matrix;
  std::string name() const override { return "Sigmoid"; }
  void forward(const Matrix& x, Matrix& y, const Context&) override {
    B::sigmoid(x, y);
  }
  void backward(const Matrix&, const Matrix& y, const Matrix& dy, Matrix* dx,
                const Context&) override {
    if (dx) B::sigmoid_gradient(y, dy, *dx);
  }
};

/// y = tanh x
template <Backend B>
class Tanh : public Activation<B> {
 public:
  using Matrix = typename B::Matrix;
  std::string name() const override { return "Tanh"; }
  void forward(const Matrix& x, Matrix& y, const Context&) override {
    B::tanh(x, y);
  }
  void backward(const Matrix&, const Matrix& y, const Matrix& dy, Matrix* dx,
                const Context&) override {
    if (dx) B::tanh_gradient(y, dy, *dx);
  }
};

/// y = x
template <Backend B>
class Identity : public Activation<B> {
 public:
  using Matrix = typename B::Matrix;
  std::string name() const override { return "Identity"; }
  void forward(const Matrix& x, Matrix& y, const Context&) override {
    B::copy(x, y);
  }
  void backward(const Matrix&, const Matrix&, const Matrix& dy, Matrix* dx,
                const Context&) override {
    if (dx) B::copy(dy, *dx);
  }
};

/// y = x where x >= 0, else slope x: no unit is ever without a gradient.
template <Backend B>
class LeakyReLU : public Activation<B> {
 public:
  using Matrix = typename B::Matrix;
  /// UsageError if slope < 0: then y would not tell the sign of x.
  explicit LeakyReLU(double slope = 0.01) : slope_(slope) {
    if (!(slope >= 0))
      throw UsageError(fmt::format(
          "LeakyReLU takes a slope of 0 or more, not {}; PyTorch's is 0.01",
          slope));
  }
  std::string name() const override {
    return fmt::format("LeakyReLU({})", slope_);
  }
  void forward(const Matrix& x, Matrix& y, const Context&) override {
    B::leaky_relu(x, slope_, y);
  }
  void backward(const Matrix&, const Matrix& y, const Matrix& dy, Matrix* dx,
                const Context&) override {
    if (dx) B::leaky_relu_gradient(y, dy, slope_, *dx);
  }
  double slope() const { return slope_; }

 private:
  double slope_;
};

/// y = x Phi(x): a ReLU without a kink.
template <Backend B>
class GELU : public Activation<B> {
 public:
  using Matrix = typename B::Matrix;
  std::string name() const override { return "GELU"; }
  void forward(const Matrix& x, Matrix& y, const Context&) override {
    B::gelu(x, y);
  }
  void backward(const Matrix& x, const Matrix&, const Matrix& dy, Matrix* dx,
                const Context&) override {
    if (dx) B::gelu_gradient(x, dy, *dx);
  }
};

/// y = softmax(x) over all features of a sample. When training a classifier,
/// leave it out: SoftmaxCrossEntropy takes the logits.
template <Backend B>
class Softmax : public Activation<B> {
 public:
  using Matrix = typename B::Matrix;
  std::string name() const override { return "Softmax"; }
  void forward(const Matrix& x, Matrix& y, const Context&) override {
    B::softmax(x, y);
  }
  void backward(const Matrix&, const Matrix& y, const Matrix& dy, Matrix* dx,
                const Context&) override {
    if (dx) B::softmax_gradient(y, dy, *dx);
  }
};

}  // namespace nn
