/// Layers that join several inputs. Chapter 15; notes C8.
#pragma once

#include "nn/layers/layer.hpp"

namespace nn {

/// The model calls forward() (backward()) once for each input, in their order;
/// context.input says which one x (dx) is.
template <Backend B>
class JoiningLayer : public Layer<B> {
 public:
  Shape configure(const Shape& input) override {
    return this->configure_all({&input, 1});
  }
  Shape configure_all(std::span<const Shape> inputs) override = 0;
};

// #region add
/// y = x1 + x2 + …, number by number: what a residual block ends with (He et
/// al., CVPR 2016, equation 1). Each input's gradient is dy.
template <Backend B>
class Add : public JoiningLayer<B> {
 public:
  using Matrix = typename B::Matrix;

  std::string name() const override { return "Add"; }

  Shape configure_all(std::span<const Shape> inputs) override {
    for (const Shape& shape : inputs)
      if (shape != inputs.front())
        throw ShapeError("expects inputs of one shape");
    return inputs.front();
  }

  void forward(const Matrix& x, Matrix& y, const Context& context) override {
    if (context.input == 0)
      B::copy(x, y);
    else
      B::add(y, x, y);
  }

  void backward(const Matrix&, const Matrix&, const Matrix& dy, Matrix* dx,
                const Context&) override {
    if (dx) B::copy(dy, *dx);
  }
};
// #endregion add

// #region concatenate
/// The channels of all inputs, one input's after the other's: what an Inception
/// block ends with (Szegedy et al., CVPR 2015). Their images have one size.
template <Backend B>
class Concatenate : public JoiningLayer<B> {
 public:
  using Matrix = typename B::Matrix;

  std::string name() const override { return "Concatenate"; }

  Shape configure_all(std::span<const Shape> inputs) override {
    Shape all = inputs.front();
    all.channels = 0;
    slices_.clear();
    for (const Shape& shape : inputs) {
      if (shape.height != all.height || shape.width != all.width)
        throw ShapeError("expects images of one height and width");
      slices_.push_back({all.channels, shape.channels, 0});
      all.channels += shape.channels;
    }
    for (ChannelSlice& slice : slices_)
      slice.of = all.channels;
    return all;
  }

  void forward(const Matrix& x, Matrix& y, const Context& context) override {
    B::insert_channels(x, slices_[context.input], y);
  }

  void backward(const Matrix&, const Matrix&, const Matrix& dy, Matrix* dx,
                const Context& context) override {
    if (dx) B::extract_channels(dy, slices_[context.input], *dx);
  }

 private:
  std::vector<ChannelSlice> slices_;  // one for each input
};
// #endregion concatenate

/// More channels, all 0: the shortcut without parameters where a residual
/// network becomes wider (He et al., CVPR 2016, section 4.2, option A).
template <Backend B>
class PadChannels : public Layer<B> {
 public:
  using Matrix = typename B::Matrix;

  /// `channels`: with the new ones.
  explicit PadChannels(std::size_t channels) { slice_.of = channels; }

  std::string name() const override {
    return fmt::format("PadChannels({})", slice_.of);
  }
  Shape configure(const Shape& input) override {
    if (input.channels > slice_.of)
      throw ShapeError(fmt::format("expects at most {} channels", slice_.of));
    slice_.count = input.channels;
    return {slice_.of, input.height, input.width};
  }
  void forward(const Matrix& x, Matrix& y, const Context&) override {
    B::clear(y);
    B::insert_channels(x, slice_, y);
  }
  void backward(const Matrix&, const Matrix&, const Matrix& dy, Matrix* dx,
                const Context&) override {
    if (dx) B::extract_channels(dy, slice_, *dx);
  }

 private:
  ChannelSlice slice_;
};

}  // namespace nn
