/// MaxPool2d on all threads.
#pragma once

#include "nn/layers/pool2d.hpp"
#include "nn/model/operator.hpp"

namespace nn {

/// Keeps the argmax of a whole batch, of which each worker writes its samples'.
template <Backend B>
class MaxPoolOperator : public Operator<B> {
 public:
  using typename Operator<B>::Matrix;

  explicit MaxPoolOperator(const WindowedShape& shape) : shape_(shape) {}

  Tiling tiling() const override { return Tiling::few; }

  void reserve(std::size_t samples, std::size_t) override {
    argmax_.resize(samples * shape_.out.features());
  }

  void forward(const Matrix& x, Matrix& y, const Context& context) override {
    B::max_pool(shape_, x, y, argmax_of(context));
  }
  void backward(const Matrix&, const Matrix&, const Matrix& dy, Matrix* dx,
                const Context& context) override {
    if (dx) B::max_pool_gradient(shape_, dy, argmax_of(context), *dx);
  }

 private:
  std::uint8_t* argmax_of(const Context& context) {
    return argmax_.data() + context.first_sample * shape_.out.features();
  }

  WindowedShape shape_;
  typename B::Bytes argmax_;
};

}  // namespace nn
