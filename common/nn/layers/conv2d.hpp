/// The convolutional layer. Chapter 8; notes C7.
#pragma once

#include "nn/core/window.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/layer.hpp"
#include "nn/layers/pool2d.hpp"

namespace nn {

/// Slides `out` kernels over an image of `in` channels: each output pixel is a
/// weighted sum of a window, with the same weights everywhere.
/// W is out x (kernel * kernel * in), b is out x 1.
template <Backend B>
class Conv2d : public Layer<B> {
 public:
  using Matrix = typename B::Matrix;

  /// Arguments in PyTorch's order; `with_bias` is off before a BatchNorm.
  Conv2d(std::size_t in, std::size_t out, std::size_t kernel,
         std::size_t stride = 1, std::size_t padding = 0,
         Initializer weights = he(), bool with_bias = true)
      : in_(in), out_(out), with_bias_(with_bias) {
    window_ = {kernel, stride, padding};
    weight_.initializer = weights;
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

  Tiling tiling(Mode) const override { return Tiling::few; }

  /// A ReLU, then max pooling with 2x2 windows; or one of the two.
  bool fuse(const Layer<B>& next) override {
    if (pool_) return false;
    if (!relu_ && dynamic_cast<const ReLU<B>*>(&next)) return relu_ = true;
    const auto* pool = dynamic_cast<const MaxPool2d<B>*>(&next);
    if (!B::fuses_pooling || !pool) return false;
    if (pool->shape().window != Window{2, 2, 0}) return false;
    pooled_ = pool->shape().out.features();
    return pool_ = true;
  }

  void reserve(std::size_t samples, std::size_t workers) override {
    convolution_.reserve(workers);
    places_.resize(samples * pooled_);
  }

  bool prepares() const override { return true; }
  void prepare_forward(Worker worker) override {
    convolution_.prepare_forward(weight_.value, worker);
  }
  void prepare_backward(Worker worker) override {
    convolution_.prepare_backward(weight_.value, worker);
  }

  void forward(const Matrix& x, Matrix& y, const Pass& pass) override {
    if constexpr (B::fuses_pooling)
      if (pool_)
        return convolution_.forward_pooled(weight_.value, bias_.value, x, y,
                                           places_of(pass), relu_, pass.worker);
    convolution_.forward(weight_.value, bias_.value, x, y, relu_, pass.worker);
  }

  void backward(const Matrix& x, const Matrix& y, const Matrix& dy, Matrix* dx,
                const Pass& pass) override {
    if constexpr (B::fuses_pooling)
      if (pool_)
        return convolution_.backward_pooled(weight_.value, x, y, dy,
                                            places_of(pass), dx, relu_,
                                            pass.worker, place_of(pass));
    convolution_.backward(weight_.value, x, y, dy, dx, relu_, pass.worker,
                          place_of(pass));
  }

  void parameter_gradients(const Matrix&, const Matrix&,
                           Worker worker) override {
    convolution_.gradients(weight_.gradient, bias_.gradient, worker);
  }

 private:
  void describe(Parameter<B>& parameter, const char* name, std::size_t cols) {
    parameter.name = name;
    parameter.rows = out_;
    parameter.cols = cols;
    parameter.fan_in = in_ * window_.taps();
    parameter.fan_out = out_ * window_.taps();
  }

  static BatchPlace place_of(const Pass& pass) {
    return {pass.first_sample, pass.samples};
  }
  std::uint8_t* places_of(const Pass& pass) {
    return places_.data() + pass.first_sample * pooled_;
  }

  std::size_t in_;
  std::size_t out_;
  bool with_bias_;
  bool relu_ = false;                 // fused from the next layer
  bool pool_ = false;                 // from the layer after that
  std::size_t pooled_ = 0;            // numbers per sample after it
  std::vector<std::uint8_t> places_;  // as in MaxPool2d
  Window window_;
  Parameter<B> weight_;
  Parameter<B> bias_;
  typename B::Buffer no_bias_buffer_;  // zeros, instead of a bias
  typename B::Convolution convolution_;
};

}  // namespace nn
