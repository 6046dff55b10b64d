/// Flatten. Chapter 8.
#pragma once

#include "nn/layers/layer.hpp"

namespace nn {

/// Reads an image as a vector. Nothing moves: its pixels are already in one
/// column, and Linear takes images as they are. The layer exists for the
/// reader, and for PyTorch's layer numbers.
template <Backend B>
class Flatten : public Layer<B> {
 public:
  using Matrix = typename B::Matrix;
  std::string name() const override { return "Flatten"; }
  Shape configure(const Shape& input) override { return input; }
  void forward(const Matrix& x, Matrix& y, const Context&) override {
    B::copy(x, y);
  }
  void backward(const Matrix&, const Matrix&, const Matrix& dy, Matrix* dx,
                const Context&) override {
    if (dx) B::copy(dy, *dx);
  }
};

}  // namespace nn
