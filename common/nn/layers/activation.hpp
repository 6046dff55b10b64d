/// Activation functions as layers. Chapter 3; notes D1.6.
#pragma once

#include "nn/layers/layer.hpp"

namespace nn {

/// A function of each number by itself: the shape stays as it is.
template <Backend B>
class Activation : public Layer<B> {
 public:
  Shape configure(const Shape& input) override { return input; }
};

// #region activations
/// y = max(0, x)
template <Backend B>
class ReLU : public Activation<B> {
 public:
  using Matrix = typename B::Matrix;
  std::string name() const override { return "ReLU"; }
  void forward(const Matrix& x, Matrix& y, const Pass&) override {
    B::relu(x, y);
  }
  void backward(const Matrix&, const Matrix& y, const Matrix& dy, Matrix* dx,
                const Pass&) override {
    if (dx) B::relu_gradient(y, dy, *dx);
  }
};

/// y = 1 / (1 + exp(-x))
template <Backend B>
class Sigmoid : public Activation<B> {
 public:
  using Matrix = typename B::Matrix;
  std::string name() const override { return "Sigmoid"; }
  void forward(const Matrix& x, Matrix& y, const Pass&) override {
    B::sigmoid(x, y);
  }
  void backward(const Matrix&, const Matrix& y, const Matrix& dy, Matrix* dx,
                const Pass&) override {
    if (dx) B::sigmoid_gradient(y, dy, *dx);
  }
};

/// y = tanh x
template <Backend B>
class Tanh : public Activation<B> {
 public:
  using Matrix = typename B::Matrix;
  std::string name() const override { return "Tanh"; }
  void forward(const Matrix& x, Matrix& y, const Pass&) override {
    B::tanh(x, y);
  }
  void backward(const Matrix&, const Matrix& y, const Matrix& dy, Matrix* dx,
                const Pass&) override {
    if (dx) B::tanh_gradient(y, dy, *dx);
  }
};

/// y = x
template <Backend B>
class Identity : public Activation<B> {
 public:
  using Matrix = typename B::Matrix;
  std::string name() const override { return "Identity"; }
  void forward(const Matrix& x, Matrix& y, const Pass&) override {
    B::copy(x, y);
  }
  void backward(const Matrix&, const Matrix&, const Matrix& dy, Matrix* dx,
                const Pass&) override {
    if (dx) B::copy(dy, *dx);
  }
};
// #endregion activations

}  // namespace nn
