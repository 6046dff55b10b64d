/// A layer of our own: some of the numbers of its input.
#pragma once

#include "nn/layers/layer.hpp"

namespace chapter15 {

// #region slice
/// A graph has one input. Two of them lie in one column, one after the other,
/// and each begins with a Slice: the numbers first, first + 1, … as a sample of
/// shape `out`. Going back, all other numbers have the gradient 0.
template <nn::Backend B>
class Slice : public nn::Layer<B> {
 public:
  using Matrix = typename B::Matrix;

  Slice(std::size_t first, nn::Shape out)
      : slice_{first, out.features(), 0}, out_(out) {}

  std::string name() const override {
    return fmt::format("Slice({} to {})", slice_.first,
                       slice_.first + slice_.count - 1);
  }
  nn::Shape configure(const nn::Shape& input) override {
    slice_.of = input.features();
    if (slice_.first + slice_.count > slice_.of)
      throw nn::ShapeError(fmt::format("expects at least {} features",
                                       slice_.first + slice_.count));
    return out_;
  }
  void forward(const Matrix& x, Matrix& y, const nn::Context&) override {
    B::extract_channels(x, slice_, y);
  }
  void backward(const Matrix&, const Matrix&, const Matrix& dy, Matrix* dx,
                const nn::Context&) override {
    if (!dx) return;
    B::clear(*dx);
    B::insert_channels(dy, slice_, *dx);
  }

 private:
  nn::ChannelSlice slice_;
  nn::Shape out_;
};
// #endregion slice

}  // namespace chapter15
