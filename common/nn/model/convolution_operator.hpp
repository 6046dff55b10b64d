/// Conv2d on all threads, with the ReLU and the max pooling behind it.
#pragma once

#include "nn/layers/conv2d.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/model/operator.hpp"

namespace nn {

/// Samples pass one by one. Each worker adds up its own samples' part of dW in
/// backward(); parameter_gradients() combines them.
template <Backend B>
class ConvolutionOperator : public Operator<B> {
 public:
  using typename Operator<B>::Matrix;

  /// `pool`: with 2x2 windows side by side, or null.
  ConvolutionOperator(Conv2d<B>& layer, bool relu, const MaxPool2d<B>* pool)
      : layer_(layer),
        convolution_(layer.convolution()),
        relu_(relu),
        pooled_(pool ? pool->shape().out.features() : 0) {}

  Tiling tiling() const override { return Tiling::few; }

  void reserve(std::size_t samples, std::size_t workers) override {
    convolution_.reserve(workers);
    argmax_.resize(samples * pooled_);
  }

  bool prepares() const override { return true; }
  void prepare_forward(Worker worker) override {
    convolution_.prepare_forward(weight(), worker);
  }
  void prepare_backward(Worker worker) override {
    convolution_.prepare_backward(weight(), worker);
  }

  void forward(const Matrix& x, Matrix& y, const Context& context) override {
    const Matrix& bias = layer_.bias().value;
    if constexpr (B::fuses_pooling)
      if (pooled_)
        return convolution_.forward_pooled(
            weight(), bias, x, y, argmax_of(context), relu_, context.worker);
    convolution_.forward(weight(), bias, x, y, relu_, context.worker);
  }

  void backward(const Matrix& x, const Matrix& y, const Matrix& dy, Matrix* dx,
                const Context& context) override {
    const BatchPlace place = {context.first_sample, context.samples};
    if constexpr (B::fuses_pooling)
      if (pooled_)
        return convolution_.backward_pooled(weight(), x, y, dy,
                                            argmax_of(context), dx, relu_,
                                            context.worker, place);
    convolution_.backward(weight(), x, y, dy, dx, relu_, context.worker, place);
  }

  void parameter_gradients(const Matrix&, const Matrix&,
                           Worker worker) override {
    convolution_.gradients(layer_.weight().gradient, layer_.bias().gradient,
                           worker);
  }

 private:
  const Matrix& weight() const { return layer_.weight().value; }
  std::uint8_t* argmax_of(const Context& context) {
    return argmax_.data() + context.first_sample * pooled_;
  }

  Conv2d<B>& layer_;
  typename B::Convolution& convolution_;
  bool relu_;
  std::size_t pooled_;  // numbers a sample has after it; 0: no pooling
  std::vector<std::uint8_t> argmax_;
};

}  // namespace nn
