/// The convolutional layer. Chapter 8; notes C7.
#pragma once

#include "nn/core/window.hpp"
#include "nn/layers/layer.hpp"

namespace nn {

struct Conv2dOptions {
  std::size_t kernel = 3, stride = 1, padding = 0;
  Initializer weights = he();
  bool bias = true;  ///< needless before a BatchNorm, which has its own shift
};

/// Slides `out` kernels over an image of `in` channels: each output pixel is a
/// weighted sum of a window, with the same weights everywhere.
/// W is out x (kernel * kernel * in), b is out x 1.
template <Backend B>
class Conv2d : public Layer<B> {
 public:
  using Matrix = typename B::Matrix;

  using Options = Conv2dOptions;

  Conv2d(std::size_t in, std::size_t out, Options options = {})
      : in_(in), out_(out), with_bias_(options.bias) {
    window_ = {options.kernel, options.stride, options.padding};
    weight_.initializer = options.weights;
    bias_.initializer = zeros();
  }

  std::string name() const override {
    return fmt::format("Conv2d({} -> {}, {})", in_, out_, to_string(window_));
  }

  Shape configure(const Shape& input) override {
    if (input.channels != in_)
      throw ShapeError(fmt::format("expects {} channels", in_));
    const WindowedShape shape = slide(window_, input, out_);
    const std::size_t k = window_.kernel;
    describe(weight_, "weight", window_.taps() * in_);
    describe(bias_, "bias", 1);
    weight_.torch = {{out_, in_, k, k}, {out_, in_, k, k}, {0, 1, 3, 2}};
    bias_.torch = {{out_}, {out_}, {0}};
    convolution_ = typename B::Convolution(shape);
    if (!with_bias_) {
      no_bias_buffer_.assign(out_, 0);
      bias_.value = B::view(no_bias_buffer_, 0, out_, 1);
    }
    return shape.out;
  }

  std::vector<Parameter<B>*> parameters() override {
    if (!with_bias_) return {&weight_};
    return {&weight_, &bias_};
  }

  void forward(const Matrix& x, Matrix& y, const Context&) override {
    convolution_.reserve(1);
    convolution_.prepare_forward(weight_.value, {});
    convolution_.forward(weight_.value, bias_.value, x, y, /*relu=*/false, {});
  }

  void backward(const Matrix& x, const Matrix& y, const Matrix& dy, Matrix* dx,
                const Context&) override {
    convolution_.prepare_backward(weight_.value, {});
    convolution_.backward(weight_.value, x, y, dy, dx, /*relu=*/false, {},
                          {0, x.n_cols});
    convolution_.gradients(weight_.gradient, bias_.gradient, {});
  }

  std::size_t in_channels() const { return in_; }
  std::size_t out_channels() const { return out_; }
  const Window& window() const { return window_; }
  bool has_bias() const { return with_bias_; }
  typename B::Convolution& convolution() { return convolution_; }
  Parameter<B>& weight() { return weight_; }
  Parameter<B>& bias() { return bias_; }  ///< zeros, if it has none

 private:
  void describe(Parameter<B>& parameter, const char* name, std::size_t cols) {
    parameter.name = name;
    parameter.rows = out_;
    parameter.cols = cols;
    parameter.fan_in = in_ * window_.taps();
    parameter.fan_out = out_ * window_.taps();
  }

  std::size_t in_, out_;
  bool with_bias_;
  Window window_;
  Parameter<B> weight_, bias_;
  typename B::Buffer no_bias_buffer_;  // zeros, instead of a bias
  typename B::Convolution convolution_;
};

}  // namespace nn
