/// Vectors as wide as the processor's registers, with GCC's and clang's vector
/// extensions: + - * / and comparisons work number by number.
#pragma once

#include <cstddef>

namespace nn::cpu {

#if defined(__AVX512F__)
inline constexpr std::size_t lanes = 16;
#elif defined(__AVX__)
inline constexpr std::size_t lanes = 8;
#else
inline constexpr std::size_t lanes = 4;  // SSE, NEON
#endif

/// `lanes` floats. Wider than the target they would be split by the compiler
/// and become 47 times slower; the alignment is that of a single float, so
/// that they may be loaded from anywhere.
using Vector [[gnu::vector_size(4 * lanes), gnu::aligned(4), gnu::may_alias]] =
    float;

inline Vector load(const float* p) {
  return *reinterpret_cast<const Vector*>(p);
}
inline void store(float* p, Vector v) {
  *reinterpret_cast<Vector*>(p) = v;
}

/// max(least, v), number by number; NaN stays NaN.
inline Vector at_least(float least, Vector v) {
  const Vector all = least - Vector{};
  return v < all ? all : v;
}

/// v where `test` > 0, else 0.
inline Vector where_positive(Vector test, Vector v) {
  return test > 0 ? v : Vector{};
}

}  // namespace nn::cpu
