// The convolutions that neither the direct kernel nor Winograd's serves.
#include "nn/cpu/convolution.hpp"
#include "nn/cpu/gemm.hpp"

namespace nn::cpu {

void Convolution::forward_by_patches(const arma::fmat& W, const float* bias,
                                     const float* x, float* y, bool relu,
                                     Scratch& scratch) const {
  make_patches(shape_, x, scratch.patches.data());
  const std::size_t co = W.n_rows, pixels = shape_.out.pixels();
  for (std::size_t p = 0; p < pixels; ++p)
    std::copy_n(bias, co, y + p * co);
  gemm({W.memptr(), co, W.n_cols, co},
       {scratch.patches.data(), W.n_cols, pixels, W.n_cols}, 1,
       {y, co, pixels, co});
  if (!relu) return;
#pragma omp simd
  for (std::size_t i = 0; i < co * pixels; ++i)
    y[i] = y[i] < 0 ? 0 : y[i];
}

void Convolution::weight_gradient_by_patches(const float* x,
                                             Scratch& scratch) const {
  const auto& [in, out, window] = shape_;
  const std::size_t rows = window.taps() * in.channels;
  make_patches(shape_, x, scratch.patches.data());
  for (std::size_t i = 0; i < out.height; ++i)  // dz's rows have a margin
    gemm({scratch.dz.data() + dz_frame_.inside() + i * dz_frame_.row(),
          out.channels, out.width, out.channels},
         {scratch.patches.data() + i * out.width * rows, rows, out.width, rows,
          true},
         1, {scratch.dW.data(), out.channels, rows, out.channels});
}

void Convolution::input_gradient_by_patches(const arma::fmat& W, float* dx,
                                            Scratch& scratch) const {
  const auto& [in, out, window] = shape_;
  const std::size_t rows = window.taps() * in.channels;
  gemm({W.memptr(), out.channels, rows, out.channels, true},
       {scratch.dz.data(), out.channels, out.pixels(), out.channels}, 0,
       {scratch.patches.data(), rows, out.pixels(), rows});
  std::fill_n(dx, in.features(), 0.0f);
  add_patches(shape_, scratch.patches.data(), dx);
}

}  // namespace nn::cpu
