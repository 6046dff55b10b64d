/// Vectors as wide as the processor's registers, with GCC's and clang's vector
/// extensions: + - * / and comparisons work number by number.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace nn::cpu {

#if defined(__AVX512F__)
inline constexpr std::size_t lanes = 16;
#elif defined(__AVX__)
inline constexpr std::size_t lanes = 8;
#else
inline constexpr std::size_t lanes = 4;  // SSE, NEON
#endif

/// Floats in a cache line: what one core gets from another at a time.
inline constexpr std::size_t cache_line = 16;

/// `lanes` floats. Wider than the target they would be split by the compiler
/// and become 47 times slower; the alignment is that of a single float, so
/// that they may be loaded from anywhere.
using Vector [[gnu::vector_size(4 * lanes), gnu::aligned(4), gnu::may_alias]] =
    float;

/// What comparing two Vectors gives: -1 for true, 0 for false.
using Integers
    [[gnu::vector_size(4 * lanes), gnu::aligned(4), gnu::may_alias]] =
        std::int32_t;
/// As many bytes as a Vector has floats.
using Bytes [[gnu::vector_size(lanes), gnu::aligned(1), gnu::may_alias]] =
    std::uint8_t;

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

// g++ 12 turns __builtin_convertvector between bytes and integers into dozens
// of instructions, so the processor's own are named. (With a mask of ones: the
// plain ones make it warn of a variable in its own header.)
inline Integers load_bytes(const std::uint8_t* p) {
#if defined(__AVX512F__)
  return (Integers)_mm512_maskz_cvtepu8_epi32(
      0xffff, _mm_loadu_si128(reinterpret_cast<const __m128i*>(p)));
#elif defined(__AVX2__)
  return (Integers)_mm256_cvtepu8_epi32(
      _mm_loadl_epi64(reinterpret_cast<const __m128i*>(p)));
#else
  return __builtin_convertvector(*reinterpret_cast<const Bytes*>(p), Integers);
#endif
}
/// Each number must be 0 … 255.
inline void store_bytes(std::uint8_t* p, Integers v) {
#if defined(__AVX512F__)
  _mm_storeu_si128(reinterpret_cast<__m128i*>(p),
                   _mm512_maskz_cvtepi32_epi8(0xffff, (__m512i)v));
#else
  *reinterpret_cast<Bytes*>(p) = __builtin_convertvector(v, Bytes);
#endif
}

/// from[index], number by number: `lanes` numbers can be read there, of which
/// the indices name the first eight.
inline Vector pick(const float* from, Integers index) {
#if defined(__AVX512F__)
  return (Vector)_mm512_maskz_permutexvar_ps(0xffff, (__m512i)index,
                                             (__m512)load(from));
#elif defined(__AVX2__)
  return (Vector)_mm256_permutevar8x32_ps((__m256)load(from), (__m256i)index);
#else
  Vector picked{};
  for (std::size_t l = 0; l < lanes; ++l)
    picked[l] = from[index[l]];
  return picked;
#endif
}

/// The four bytes at base + index, number by number.
inline Integers gather_pairs(const std::uint16_t* base, Integers index) {
#if defined(__AVX512F__)
  return (Integers)_mm512_mask_i32gather_epi32(_mm512_setzero_si512(), 0xffff,
                                               (__m512i)index, base, 2);
#elif defined(__AVX2__)
  return (Integers)_mm256_i32gather_epi32(reinterpret_cast<const int*>(base),
                                          (__m256i)index, 2);
#else
  Integers found{};
  for (std::size_t l = 0; l < lanes; ++l) {
    std::int32_t x;
    std::memcpy(&x, base + index[l], sizeof x);
    found[l] = x;
  }
  return found;
#endif
}

// 1 / v and sqrt(v), number by number, for ordinary numbers above 0, within
// 3e-7 of their value.
#if defined(__AVX2__)
// A processor divides and takes roots slowly. It has fast estimates of 1 / v
// and 1 / sqrt(v), and one step of Newton's method doubles their digits.
inline Vector reciprocal(Vector v) {
#if defined(__AVX512F__)
  const auto r = (Vector)_mm512_maskz_rcp14_ps(0xffff, (__m512)v);
#else
  const auto r = (Vector)_mm256_rcp_ps((__m256)v);
#endif
  return r * (2 - v * r);
}
inline Vector square_root(Vector v) {
#if defined(__AVX512F__)
  const auto r = (Vector)_mm512_maskz_rsqrt14_ps(0xffff, (__m512)v);
#else
  const auto r = (Vector)_mm256_rsqrt_ps((__m256)v);
#endif
  const Vector root = v * r;
  return root * (1.5f - 0.5f * r * root);
}
#else
inline Vector reciprocal(Vector v) {
  return 1 / v;
}
inline Vector square_root(Vector v) {
  for (std::size_t l = 0; l < lanes; ++l)
    v[l] = std::sqrt(v[l]);
  return v;
}
#endif

/// v where `test` > 0, else 0.
inline Vector where_positive(Vector test, Vector v) {
  return test > 0 ? v : Vector{};
}

}  // namespace nn::cpu
