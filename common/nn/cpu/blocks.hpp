/// How convolutions are cut into blocks whose sums fit into the registers.
#pragma once

#include <cstddef>

#include "nn/core/simd.hpp"

namespace nn::cpu {

/// AVX-512 has 32 registers, all others have 16.
inline constexpr std::size_t registers = lanes == 16 ? 32 : 16;

/// Steps per iteration of the inner loops: counting takes time, too. With
/// sanitizer checks, the compiler would need minutes for four.
#if defined(__SANITIZE_ADDRESS__)
inline constexpr int steps = 1;
#else
inline constexpr int steps = 4;
#endif

/// `length` pixels or taps in as few parts as possible, at most `most` in each:
/// the first ones are one larger if they cannot be equal.
struct Parts {
  std::size_t count, least, larger;

  Parts(std::size_t length, std::size_t most)
      : count((length + most - 1) / most),
        least(count > 0 ? length / count : 0),
        larger(length - count * least) {}
  std::size_t size(std::size_t k) const { return least + (k < larger); }
};

/// Some channels: `Vectors` whole vectors, or one of which only `count` numbers
/// are used.
template <std::size_t Vectors, bool Whole>
struct Channels {
  std::size_t count = 0;

  void load(const float* p, Vector (&v)[Vectors]) const {
#pragma GCC unroll 4
    for (std::size_t i = 0; i < Vectors; ++i)
      v[i] = Whole ? cpu::load(p + i * lanes) : load_first(p, count);
  }
  void store(float* p, const Vector (&v)[Vectors]) const {
#pragma GCC unroll 4
    for (std::size_t i = 0; i < Vectors; ++i)
      if (Whole)
        cpu::store(p + i * lanes, v[i]);
      else
        store_first(p, count, v[i]);
  }
};

/// One of `Vectors` multiply-adds with a number of the image.
template <std::size_t Vectors>
Vector multiply_add(const float& x, Vector w, Vector sum) {
  return Vectors == 1 ? fma_from_memory(x, w, sum) : fma(x, w, sum);
}

}  // namespace nn::cpu
