/// What to fetch while the processor computes.
#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include "nn/cpu/simd.hpp"

namespace nn::cpu {

/// Memory that will be wanted soon: kernels ask for it while they compute.
struct Ahead {
  std::array<const float*, 3> vectors{};  // those that there are come first
  std::size_t length = 0;                 // of each, in floats
  std::size_t vector = 0, position = 0;

  /// The next so many cache lines of a vector; nullptr when there are no more.
  const float* next(std::size_t lines) {
    if (position >= length) ++vector, position = 0;
    if (vector >= vectors.size() || !vectors[vector]) return nullptr;
    return vectors[vector] +
           std::exchange(position, position + lines * cache_line);
  }
};

}  // namespace nn::cpu
