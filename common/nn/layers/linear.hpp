/// The fully connected layer. Chapter 3; notes A, C5 "Affine".
#pragma once

#include "nn/layers/layer.hpp"

namespace nn {

/// y = W x + b. W is out x in, b is out x 1.
///
/// An image counts as the vector of its pixels: no flattening is needed.
template <Backend B>
class Linear : public Layer<B> {
 public:
  using Matrix = typename B::Matrix;

  /// `weights` chooses how W starts; b starts at zero.
  Linear(std::size_t in, std::size_t out, Initializer weights = he())
      : in_(in), out_(out) {
    weight_.initializer = weights;
    bias_.initializer = zeros();
  }

  std::string name() const override {
    return fmt::format("Linear({} -> {})", in_, out_);
  }

  Shape configure(const Shape& input) override {
    if (input.features() != in_)
      throw ShapeError(fmt::format("expects {} features", in_));
    describe(weight_, "weight", out_, in_);
    describe(bias_, "bias", out_, 1);
    // Our columns run through an image channels first, PyTorch's rows run
    // through it channels last.
    weight_.torch = {
        {out_, in_}, {out_, input.channels, input.pixels()}, {0, 1, 2}};
    bias_.torch = {{out_}, {out_}, {0}};
    return {out_};
  }

  std::vector<Parameter<B>*> parameters() override {
    return {&weight_, &bias_};
  }

  // #region linear_layer
  void forward(const Matrix& x, Matrix& y, const Context&) override {
    B::linear(weight_.value, bias_.value, x, /*relu=*/false, y);
  }

  void backward(const Matrix& x, const Matrix&, const Matrix& dy, Matrix* dx,
                const Context&) override {
    B::linear_weight_gradient(x, dy, {0, in_}, weight_.gradient);
    B::linear_bias_gradient(dy, bias_.gradient);
    if (dx) B::linear_input_gradient(weight_.value, dy, *dx);
  }
  // #endregion linear_layer

  std::size_t in_features() const { return in_; }
  std::size_t out_features() const { return out_; }
  Parameter<B>& weight() { return weight_; }
  Parameter<B>& bias() { return bias_; }

 private:
  void describe(Parameter<B>& parameter, const char* name, std::size_t rows,
                std::size_t cols) {
    parameter.name = name;
    parameter.rows = rows;
    parameter.cols = cols;
    parameter.fan_in = in_;
    parameter.fan_out = out_;
  }

  std::size_t in_, out_;
  Parameter<B> weight_, bias_;
};

}  // namespace nn
