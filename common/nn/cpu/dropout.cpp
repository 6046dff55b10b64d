#include "nn/cpu/dropout.hpp"

namespace nn::cpu {

void Dropout::dropout(const arma::fmat& x, double probability,
                      const DropoutStream& stream, std::size_t first,
                      arma::fmat& y) {
  const std::uint32_t threshold = dropout_threshold(probability);
  const auto scale = static_cast<float>(1 / (1 - probability));
  for (arma::uword j = 0; j < x.n_cols; ++j) {
    const float* in = x.colptr(j);
    float* out = y.colptr(j);
    // Philox gives four words at once: one call for four features.
    for (std::size_t i = 0; i < x.n_rows; i += 4) {
      const auto bits = dropout_bits(stream, first + j, i / 4);
      const std::size_t left = std::min<std::size_t>(4, x.n_rows - i);
      for (std::size_t k = 0; k < left; ++k)
        out[i + k] = bits[k] < threshold ? 0 : scale * in[i + k];
    }
  }
}

}  // namespace nn::cpu
