/// Vectors as wide as the processor's registers, using GCC's and clang's vector
/// extensions: + - * / and comparisons work elementwise.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "nn/core/vectors.hpp"

namespace nn::cpu {

using products::load, products::store;

inline constexpr std::size_t lanes = products::lanes<float>;

/// Floats in a cache line: the unit of transfer between cores.
inline constexpr std::size_t cache_line = 16;

using Vector = products::Vector<float>;

/// The result of comparing two Vectors: -1 for true, 0 for false.
using Integers [[gnu::vector_size(4 * lanes)]] = std::int32_t;
/// As many bytes as a Vector has floats.
using Bytes [[gnu::vector_size(lanes), gnu::aligned(1), gnu::may_alias]] =
    std::uint8_t;

/// max(least, v), elementwise; NaN stays NaN.
inline Vector at_least(float least, Vector v) {
  const Vector all = least - Vector{};
  return v < all ? all : v;
}

// g++ 12 turns __builtin_convertvector between bytes and integers into dozens
// of instructions, so we use intrinsics. (With a mask of ones: the unmasked
// ones make g++ warn about a variable in its own header.)
inline Integers load_bytes(const std::uint8_t* p) {
#if defined(__AVX512F__)
  return (Integers)_mm512_maskz_cvtepu8_epi32(
      0xffff, _mm_loadu_si128(reinterpret_cast<const __m128i*>(p)));
#elif defined(__AVX2__) && defined(__FMA__)
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

/// from[index], elementwise: `lanes` numbers must be readable there, of which
/// the indices select from the first eight.
inline Vector pick(const float* from, Integers index) {
#if defined(__AVX512F__)
  return (Vector)_mm512_maskz_permutexvar_ps(0xffff, (__m512i)index,
                                             (__m512)load(from));
#elif defined(__AVX2__) && defined(__FMA__)
  return (Vector)_mm256_permutevar8x32_ps((__m256)load(from), (__m256i)index);
#else
  Vector picked{};
  for (std::size_t l = 0; l < lanes; ++l)
    picked[l] = from[index[l]];
  return picked;
#endif
}

/// The four bytes at base + index, elementwise.
inline Integers gather_pairs(const std::uint16_t* base, Integers index) {
#if defined(__AVX512F__)
  return (Integers)_mm512_mask_i32gather_epi32(_mm512_setzero_si512(), 0xffff,
                                               (__m512i)index, base, 2);
#elif defined(__AVX2__) && defined(__FMA__)
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

/// a * b + c with one rounding, elementwise: bit-identical to std::fma on every
/// processor.
inline Vector fma(Vector a, Vector b, Vector c) {
  return products::multiply_add(a, b, c);
}

/// x in all lanes.
inline Vector all(float x) {
  return x - Vector{};
}
/// a * b + c, with the same a in all lanes.
inline Vector fma(float a, Vector b, Vector c) {
  return fma(all(a), b, c);
}

/// The same for a number in memory that multiplies only one vector: the
/// compiler folds the load into the processor's multiply-add.
inline Vector fma_from_memory(const float& a, Vector b, Vector c) {
#if defined(__AVX512F__)
  return (Vector)_mm512_fmadd_ps(_mm512_set1_ps(a), (__m512)b, (__m512)c);
#else
  return fma(a, b, c);
#endif
}

/// sqrt(v), correctly rounded as IEEE 754 requires, elementwise.
inline Vector square_root(Vector v) {
#if defined(__AVX512F__)
  return (Vector)_mm512_maskz_sqrt_ps(0xffff, (__m512)v);
#elif defined(__AVX2__) && defined(__FMA__)
  return (Vector)_mm256_sqrt_ps((__m256)v);
#elif defined(__x86_64__)
  return (Vector)_mm_sqrt_ps((__m128)v);
#else
  for (std::size_t l = 0; l < lanes; ++l)
    v[l] = std::sqrt(v[l]);
  return v;
#endif
}

// For a remainder of `count` numbers, 1 … lanes - 1. No other memory is
// touched; the other lanes are 0.
#if defined(__AVX2__) && !defined(__AVX512F__) && defined(__FMA__)
inline __m256i first_places(std::size_t count) {
  const Integers number = {0, 1, 2, 3, 4, 5, 6, 7};
  return (__m256i)(number < static_cast<std::int32_t>(count));
}
#endif
inline Vector load_first(const float* p, std::size_t count) {
#if defined(__AVX512F__)
  const auto mask = static_cast<__mmask16>((1u << count) - 1);
  return (Vector)_mm512_maskz_loadu_ps(mask, p);
#elif defined(__AVX2__) && defined(__FMA__)
  return (Vector)_mm256_maskload_ps(p, first_places(count));
#else
  Vector v{};
  for (std::size_t l = 0; l < count; ++l)
    v[l] = p[l];
  return v;
#endif
}
inline void store_first(float* p, std::size_t count, Vector v) {
#if defined(__AVX512F__)
  const auto mask = static_cast<__mmask16>((1u << count) - 1);
  _mm512_mask_storeu_ps(p, mask, (__m512)v);
#elif defined(__AVX2__) && defined(__FMA__)
  _mm256_maskstore_ps(p, first_places(count), (__m256)v);
#else
  for (std::size_t l = 0; l < count; ++l)
    p[l] = v[l];
#endif
}

/// v where `test` > 0, else 0.
inline Vector where_positive(Vector test, Vector v) {
  return test > 0 ? v : Vector{};
}

}  // namespace nn::cpu
