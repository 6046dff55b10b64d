/// Pooling layers: smaller images. Chapter 8; notes C7.
#pragma once

#include "nn/core/window.hpp"
#include "nn/layers/layer.hpp"

namespace nn {

/// The largest number of each window, channel by channel.
template <Backend B>
class MaxPool2d : public Layer<B> {
 public:
  using Matrix = typename B::Matrix;

  /// As in PyTorch: windows lie side by side unless a stride is given.
  explicit MaxPool2d(std::size_t kernel, std::size_t stride = 0,
                     std::size_t padding = 0) {
    window_ = {kernel, stride == 0 ? kernel : stride, padding};
  }

  std::string name() const override {
    return fmt::format("MaxPool2d({})", to_string(window_));
  }

  Shape configure(const Shape& input) override {
    if (window_.kernel > 15)
      throw ShapeError("expects a kernel of at most 15");  // places are bytes
    if (window_.padding > window_.kernel / 2)
      throw ShapeError("expects a padding of at most half the kernel");
    shape_ = slide(window_, input, input.channels);
    return shape_.out;
  }

  const WindowedShape& shape() const { return shape_; }  ///< after configure()

  Tiling tiling(Mode) const override { return Tiling::few; }

  void reserve(std::size_t samples, std::size_t) override {
    places_.resize(samples * shape_.out.features());
  }

  void forward(const Matrix& x, Matrix& y, const Pass& pass) override {
    B::max_pool(shape_, x, y, places_of(pass));
  }
  void backward(const Matrix&, const Matrix&, const Matrix& dy, Matrix* dx,
                const Pass& pass) override {
    if (dx) B::max_pool_gradient(shape_, dy, places_of(pass), *dx);
  }

 private:
  std::uint8_t* places_of(const Pass& pass) {
    return places_.data() + pass.first_sample * shape_.out.features();
  }

  Window window_;
  WindowedShape shape_;
  typename B::Bytes places_;  // of the largest number in each window
};

/// The mean of each window, channel by channel.
template <Backend B>
class AveragePool2d : public Layer<B> {
 public:
  using Matrix = typename B::Matrix;

  explicit AveragePool2d(std::size_t kernel, std::size_t stride = 0,
                         std::size_t padding = 0) {
    window_ = {kernel, stride == 0 ? kernel : stride, padding};
  }

  std::string name() const override {
    return fmt::format("AveragePool2d({})", to_string(window_));
  }

  Shape configure(const Shape& input) override {
    if (window_.padding > window_.kernel / 2)
      throw ShapeError("expects a padding of at most half the kernel");
    shape_ = slide(window_, input, input.channels);
    return shape_.out;
  }

  Tiling tiling(Mode) const override { return Tiling::few; }

  void forward(const Matrix& x, Matrix& y, const Pass&) override {
    B::average_pool(shape_, x, y);
  }
  void backward(const Matrix&, const Matrix&, const Matrix& dy, Matrix* dx,
                const Pass&) override {
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
