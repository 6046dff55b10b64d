/// The random numbers of dropout.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "nn/core/random.hpp"

namespace nn {

/// Which random numbers a dropout layer uses: the same for the same layer, step
/// and sample, whichever thread or device computes them.
struct DropoutStream {
  std::uint64_t seed = 0;
  std::uint32_t layer = 0;
  std::uint32_t step = 0;

  /// The last word of the counter: the purpose of the numbers, and the layer.
  constexpr std::uint32_t purpose() const {
    return (static_cast<std::uint32_t>(Stream::dropout) << 24) | layer;
  }
};

/// Four random words decide on features 4 block … 4 block + 3 of a sample.
inline std::array<std::uint32_t, 4> dropout_bits(const DropoutStream& stream,
                                                 std::size_t sample,
                                                 std::size_t block) {
  return philox(
      {static_cast<std::uint32_t>(block), static_cast<std::uint32_t>(sample),
       stream.step, stream.purpose()},
      {static_cast<std::uint32_t>(stream.seed),
       static_cast<std::uint32_t>(stream.seed >> 32)});
}

/// A number is dropped when its random word is below this.
inline std::uint32_t dropout_threshold(double probability) {
  return static_cast<std::uint32_t>(probability * 0x1p32);
}

}  // namespace nn
