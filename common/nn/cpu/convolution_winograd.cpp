// 3x3 convolutions on many channels, tile by tile.
#include <utility>

#include "nn/cpu/convolution.hpp"

namespace nn::cpu {

void Convolution::set_up_winograd() {
  const auto& [in, out, window] = shape_;
  // So few tiles at a time keep V and M in the L1 cache. In the backward pass,
  // twice as many pay off: the sums of dW are loaded and stored half as often.
  constexpr std::size_t few = 14, many = 28;
  tiles_ = winograd::Tiles::of(out.height, out.width, few);
  back_tiles_ = winograd::Tiles::of(out.height, out.width, many);
}

winograd::Image Convolution::image_of(const float* x,
                                      const Scratch& scratch) const {
  const Shape& in = shape_.in;
  return {x,
          in.height,
          in.width,
          in.channels,
          shape_.window.padding,
          scratch.zeros.data()};
}

void Convolution::winograd_forward(const float* image,
                                   const winograd::Output& out,
                                   Scratch& scratch) const {
  const winograd::Image x = image_of(image, scratch);
  const std::size_t ci = shape_.in.channels;
  float *V = scratch.V.data(), *M = scratch.M.data();
  for (std::size_t i = 0; i < tiles_.rows; i += tiles_.chunk) {
    const Range rows = tiles_.rows_from(i);
    winograd::transform_image(x, tiles_.cols, rows, V);
    winograd::multiply(transformed_.data(), V, ci, out.channels,
                       rows.size() * tiles_.cols, M);
    winograd::write_tiles(M, tiles_.cols, rows, out);
  }
}

// #region winograd_backward
void Convolution::winograd_backward(const float* image,
                                    const Gradient& gradient, float* dx,
                                    Scratch& scratch) const {
  const winograd::Image x = image_of(image, scratch);
  const std::size_t ci = shape_.in.channels, co = shape_.out.channels;
  float *V = scratch.V.data(), *D = scratch.M.data(), *db = scratch.db;
  const Shape shape = gradient.argmax ? pooled_shape() : shape_.out;
  const std::size_t cols = back_tiles_.cols;
  for (std::size_t i = 0; i < back_tiles_.rows; i += back_tiles_.chunk) {
    // #region winograd_rows
    const Range rows = back_tiles_.rows_from(i);
    winograd::transform_gradient(gradient, shape, cols, rows, D, db);
    winograd::transform_image(x, cols, rows, V);
    winograd::add_products(D, V, ci, co, rows.size() * cols,
                           std::exchange(scratch.begins, false),
                           scratch.S.data());
    if (!dx) continue;
    float* M = V;  // which has served
    winograd::multiply(transposed_.data(), D, co, ci, rows.size() * cols, M);
    winograd::add_tiles(M, cols, rows, {dx, x.height, x.width, ci, x.padding});
    // #endregion winograd_rows
  }
}
// #endregion winograd_backward

}  // namespace nn::cpu
