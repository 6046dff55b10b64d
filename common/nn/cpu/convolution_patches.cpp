// dx of the convolutions that the mirrored kernel cannot handle.
#include "nn/cpu/convolution.hpp"
#include "nn/cpu/linear.hpp"

namespace nn::cpu {

void Convolution::input_gradient_by_patches(const arma::fmat& W, float* dx,
                                            Scratch& scratch) const {
  const auto& [in, out, window] = shape_;
  const std::size_t rows = window.taps() * in.channels;
  const arma::fmat dz(scratch.dz.data(), out.channels, out.pixels(), false,
                      true);
  arma::fmat patches(scratch.patches.data(), rows, out.pixels(), false, true);
  Linear::linear_input_gradient(W, dz, patches);
  std::fill_n(dx, in.features(), 0.0f);
  add_patches(shape_, scratch.patches.data(), dx);
}

}  // namespace nn::cpu
