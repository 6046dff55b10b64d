/// BatchNorm on all threads, with the ReLU behind it.
#pragma once

#include "nn/layers/batch_norm.hpp"
#include "nn/model/operator.hpp"

namespace nn {

/// In training, what comes out for one sample depends on all others: its model
/// calls it in two halves (Operator::in_halves), and samples pass through the
/// first with the layers before it, through the second with those behind it.
template <Backend B>
class BatchNormOperator : public Operator<B> {
 public:
  using typename Operator<B>::Matrix;

  BatchNormOperator(BatchNorm<B>& layer, bool relu)
      : layer_(layer), norm_(layer.norm()), relu_(relu) {}

  Tiling tiling() const override { return Tiling::any; }
  bool in_halves() const override { return true; }

  void add_up(const Matrix& x, const Context& context) override {
    norm_.add_up(x, {context.first_sample, context.samples});
  }
  void combine(const Context& context) override {
    layer_.expect_several(context.samples);
    norm_.combine(context.samples, layer_.pixels(), layer_.scale().value,
                  layer_.running_mean().values.data(),
                  layer_.running_variance().values.data(),
                  layer_.options().momentum, layer_.options().epsilon);
  }
  void forward(const Matrix& x, Matrix& y, const Context& context) override {
    if (context.mode == Mode::train)
      return norm_.normalize(x, layer_.shift().value, relu_, y);
    layer_.forward(x, y, context);
    if (relu_) B::relu(y, y);
  }

  void add_up_gradient(const Matrix& x, const Matrix& y, const Matrix& dy,
                       const Context& context) override {
    norm_.add_up_gradient(x, y, dy, relu_,
                          {context.first_sample, context.samples});
  }
  void combine_gradient(const Context& context) override {
    norm_.combine_gradient(context.samples, layer_.pixels(),
                           layer_.scale().value);
  }
  void backward(const Matrix& x, const Matrix& y, const Matrix& dy, Matrix* dx,
                const Context&) override {
    if (dx) norm_.input_gradient(x, y, dy, relu_, *dx);
  }

  void parameter_gradients(const Matrix&, const Matrix&,
                           Worker worker) override {
    norm_.gradients(layer_.scale().gradient, layer_.shift().gradient, worker);
  }

 private:
  BatchNorm<B>& layer_;
  typename B::BatchNorm& norm_;
  bool relu_;
};

}  // namespace nn
