/// Linear on all threads, with the ReLU behind it.
#pragma once

#include "nn/layers/linear.hpp"
#include "nn/model/operator.hpp"

namespace nn {

/// Each worker takes its own samples to y and back to dx, then computes its own
/// columns of dW from all samples.
template <Backend B>
class LinearOperator : public Operator<B> {
 public:
  using typename Operator<B>::Matrix;

  LinearOperator(Linear<B>& linear, bool relu) : linear_(linear), relu_(relu) {}

  Tiling tiling() const override { return Tiling::many; }

  void reserve(std::size_t samples, std::size_t) override {
    if (relu_) dz_buffer_.resize(bias().n_elem * samples);
  }

  void forward(const Matrix& x, Matrix& y, const Context&) override {
    B::linear(weight(), bias(), x, relu_, y);
  }

  void backward(const Matrix&, const Matrix& y, const Matrix& dy, Matrix* dx,
                const Context& context) override {
    Matrix dz = before_relu(dy, context.first_sample);
    if (relu_) B::relu_gradient(y, dy, dz);
    if (dx) B::linear_input_gradient(weight(), dz, *dx);
  }

  void parameter_gradients(const Matrix& x, const Matrix& dy,
                           Worker worker) override {
    const Matrix dz = before_relu(dy, 0);
    B::linear_weight_gradient(x, dz, worker.share(x.n_rows),
                              linear_.weight().gradient);
    if (worker.is_last()) B::linear_bias_gradient(dz, linear_.bias().gradient);
  }

 private:
  const Matrix& weight() const { return linear_.weight().value; }
  const Matrix& bias() const { return linear_.bias().value; }

  /// dy itself; with a ReLU, the gradient before it: for the same number of
  /// samples, from `first` on.
  Matrix before_relu(const Matrix& dy, std::size_t first) {
    if (!relu_) return B::columns(dy, {0, dy.n_cols});
    return B::view(dz_buffer_, first * dy.n_rows, dy.n_rows, dy.n_cols);
  }

  Linear<B>& linear_;
  bool relu_;
  typename B::Buffer dz_buffer_;
};

}  // namespace nn
