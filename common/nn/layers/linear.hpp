/// The fully connected layer. Chapter 3; notes A, C5 "Affine".
#pragma once

#include "nn/layers/activation.hpp"
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

  Tiling tiling(Mode) const override { return Tiling::many; }

  bool fuse(const Layer<B>& next) override {
    if (relu_ || !dynamic_cast<const ReLU<B>*>(&next)) return false;
    return relu_ = true;
  }

  void reserve(std::size_t samples, std::size_t) override {
    if (relu_) dz_buffer_.resize(out_ * samples);
  }

  void forward(const Matrix& x, Matrix& y, const Pass&) override {
    B::linear(weight_.value, bias_.value, x, relu_, y);
  }

  void backward(const Matrix&, const Matrix& y, const Matrix& dy, Matrix* dx,
                const Pass& pass) override {
    Matrix dz = before_relu(dy, pass.first_sample);
    if (relu_) B::relu_gradient(y, dy, dz);
    if (dx) B::linear_input_gradient(weight_.value, dz, *dx);
  }

  void parameter_gradients(const Matrix& x, const Matrix& dy,
                           Worker worker) override {
    const Matrix dz = before_relu(dy, 0);
    B::linear_weight_gradient(x, dz, worker.share(in_), weight_.gradient);
    if (worker.is_last()) B::linear_bias_gradient(dz, bias_.gradient);
  }

 private:
  /// dy itself, or the place for the gradient before the fused ReLU: for the
  /// same number of samples, from `first` on.
  Matrix before_relu(const Matrix& dy, std::size_t first) {
    if (!relu_) return B::columns(dy, {0, dy.n_cols});
    return B::view(dz_buffer_, first * out_, out_, dy.n_cols);
  }

  void describe(Parameter<B>& parameter, const char* name, std::size_t rows,
                std::size_t cols) {
    parameter.name = name;
    parameter.rows = rows;
    parameter.cols = cols;
    parameter.fan_in = in_;
    parameter.fan_out = out_;
  }

  std::size_t in_;
  std::size_t out_;
  Parameter<B> weight_;
  Parameter<B> bias_;
  bool relu_ = false;  // fused from the next layer
  typename B::Buffer dz_buffer_;
};

}  // namespace nn
