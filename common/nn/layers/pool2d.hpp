/// Pooling layers: smaller images. Chapter 8; notes C7.
#pragma once

#include "nn/core/window.hpp"
#include "nn/layers/layer.hpp"

namespace nn {

struct PoolOptions {
  std::size_t stride = 0;  ///< 0: as large as the kernel, as in PyTorch
  std::size_t padding = 0;
};

/// The largest number of each window, channel by channel.
template <Backend B>
class MaxPool2d : public Layer<B> {
 public:
  using Matrix = typename B::Matrix;

  using Options = PoolOptions;

  explicit MaxPool2d(std::size_t kernel, Options options = {})
      : window_{kernel, options.stride == 0 ? kernel : options.stride,
                options.padding} {}

  std::string name() const override {
    return fmt::format("MaxPool2d({})", to_string(window_));
  }

  Shape configure(const Shape& input) override {
    if (window_.kernel > 15)  // an argmax is a byte
      throw ShapeError("expects a kernel of at most 15");
    if (window_.padding > window_.kernel / 2)
      throw ShapeError("expects a padding of at most half the kernel");
    shape_ = slide(window_, input, input.channels);
    return shape_.out;
  }

  const WindowedShape& shape() const { return shape_; }  ///< after configure()

  void forward(const Matrix& x, Matrix& y, const Context&) override {
    argmax_.resize(y.n_elem);
    B::max_pool(shape_, x, y, argmax_.data());
  }
  void backward(const Matrix&, const Matrix&, const Matrix& dy, Matrix* dx,
                const Context&) override {
    if (dx) B::max_pool_gradient(shape_, dy, argmax_.data(), *dx);
  }

 private:
  Window window_;
  WindowedShape shape_;
  typename B::Bytes argmax_;  // which pixel of each window was the largest
};

/// The mean of each window, channel by channel.
template <Backend B>
class AveragePool2d : public Layer<B> {
 public:
  using Matrix = typename B::Matrix;

  using Options = PoolOptions;

  explicit AveragePool2d(std::size_t kernel, Options options = {})
      : window_{kernel, options.stride == 0 ? kernel : options.stride,
                options.padding} {}

  std::string name() const override {
    return fmt::format("AveragePool2d({})", to_string(window_));
  }

  Shape configure(const Shape& input) override {
    if (window_.padding > window_.kernel / 2)
      throw ShapeError("expects a padding of at most half the kernel");
    shape_ = slide(window_, input, input.channels);
    return shape_.out;
  }

  const WindowedShape& shape() const { return shape_; }  ///< after configure()

  void forward(const Matrix& x, Matrix& y, const Context&) override {
    B::average_pool(shape_, x, y);
  }
  void backward(const Matrix&, const Matrix&, const Matrix& dy, Matrix* dx,
                const Context&) override {
    if (dx) B::average_pool_gradient(shape_, dy, *dx);
  }

 private:
  Window window_;
  WindowedShape shape_;
};

/// The mean of each channel over the whole image: channels x 1 x 1.
template <Backend B>
class GlobalAveragePool2d : public AveragePool2d<B> {
 public:
  GlobalAveragePool2d() : AveragePool2d<B>(1) {}
  std::string name() const override { return "GlobalAveragePool2d"; }
  Shape configure(const Shape& input) override {
    if (input.height != input.width) throw ShapeError("expects square images");
    AveragePool2d<B>::operator=(AveragePool2d<B>(input.height));
    return AveragePool2d<B>::configure(input);
  }
};

}  // namespace nn
