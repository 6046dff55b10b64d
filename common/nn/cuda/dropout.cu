#include "nn/cuda/dropout.hpp"
#include "nn/cuda/index.cuh"
#include "nn/cuda/launch.cuh"

namespace nn::cuda {

/// The four words that Philox turns into four random ones.
struct Counter {
  std::uint32_t word[4];
};

// #region philox
/// Philox 4x32-10 (Salmon et al., SC 2011): ten rounds of two products, whose
/// high and low halves are mixed with the key. The known answers are checked
/// against the authors' own code, which the CPU uses.
__device__ inline Counter philox_words(Counter c, std::uint32_t key0,
                                       std::uint32_t key1) {
  // #region philox_rounds
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = std::uint64_t{0xD2511F53u} * c.word[0];
    const std::uint64_t b = std::uint64_t{0xCD9E8D57u} * c.word[2];
    const auto high_a = static_cast<std::uint32_t>(a >> 32);
    const auto high_b = static_cast<std::uint32_t>(b >> 32);
    c = {{high_b ^ c.word[1] ^ key0, static_cast<std::uint32_t>(b),
          high_a ^ c.word[3] ^ key1, static_cast<std::uint32_t>(a)}};
    key0 += 0x9E3779B9u;
    key1 += 0xBB67AE85u;
  }
  // #endregion philox_rounds
  return c;
}
// #endregion philox

struct DropoutNumbers {
  Changing<std::uint32_t> step;
  std::uint32_t key0, key1, purpose, threshold;
};

// #region dropout
/// One thread for four features of a sample: Philox gives four words at once.
__global__ void dropout_kernel(int rows, int cols, DropoutNumbers numbers,
                               int first_sample, float scale, const float* x,
                               float* y) {
  const int blocks = (rows + 3) / 4;  // of four features, in a sample
  for (int i = first(); i < blocks * cols; i += step()) {
    const int sample = i / blocks, block = i % blocks;
    const Counter bits =
        philox_words({{static_cast<std::uint32_t>(block),
                       static_cast<std::uint32_t>(first_sample + sample),
                       numbers.step.get(), numbers.purpose}},
                     numbers.key0, numbers.key1);
    for (int k = 0; k < 4 && 4 * block + k < rows; ++k) {
      const int at = sample * rows + 4 * block + k;
      y[at] = bits.word[k] < numbers.threshold ? 0 : scale * x[at];
    }
  }
}
// #endregion dropout

void Dropout::dropout(const Matrix& x, double probability,
                      const DropoutStream& stream, std::size_t first_sample,
                      Matrix& y) {
  const DropoutNumbers numbers = {graph_capture().changing(stream.step),
                                  static_cast<std::uint32_t>(stream.seed),
                                  static_cast<std::uint32_t>(stream.seed >> 32),
                                  stream.purpose(),
                                  dropout_threshold(probability)};
  launch(over((x.n_rows + 3) / 4 * x.n_cols), dropout_kernel, as_int(x.n_rows),
         as_int(x.n_cols), numbers, as_int(first_sample),
         static_cast<float>(1 / (1 - probability)), x.data(), y.data());
}

}  // namespace nn::cuda
