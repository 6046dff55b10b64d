/// Vectors of float and double for the products: load, store, and fused
/// multiply-adds with the same bits on every processor.
#pragma once

#include <cmath>
#include <cstddef>
#include <utility>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

namespace nn::products {

// Bytes in a vector, and columns of C in a tile (product.cpp): with two vectors
// of rows, 24 of 32 registers or 12 of 16 hold its sums.
#if defined(__AVX512F__)
inline constexpr std::size_t vector_bytes = 64, tile_columns = 12;
#elif defined(__AVX2__) && defined(__FMA__)
inline constexpr std::size_t vector_bytes = 32, tile_columns = 6;
#elif defined(__aarch64__)
inline constexpr std::size_t vector_bytes = 16, tile_columns = 12;
#else
inline constexpr std::size_t vector_bytes = 16, tile_columns = 4;
#endif

/// The vector types of float and double: as wide as the processor's registers
/// (the compiler would split wider ones and make them 47 times slower).
/// Variables are aligned to their size, as templates that take them by
/// reference assume; only load() and store() accept any address.
template <class Real>
struct VectorTypes;
template <>
struct VectorTypes<float> {
  using Vector [[gnu::vector_size(vector_bytes)]] = float;
  using Anywhere
      [[gnu::vector_size(vector_bytes), gnu::aligned(4), gnu::may_alias]] =
          float;
};
template <>
struct VectorTypes<double> {
  using Vector [[gnu::vector_size(vector_bytes)]] = double;
  using Anywhere
      [[gnu::vector_size(vector_bytes), gnu::aligned(8), gnu::may_alias]] =
          double;
};
template <class Real>
using Vector = typename VectorTypes<Real>::Vector;

/// Numbers in a Vector.
template <class Real>
inline constexpr std::size_t lanes = vector_bytes / sizeof(Real);

template <class Real>
Vector<Real> load(const Real* p) {
  return *reinterpret_cast<const typename VectorTypes<Real>::Anywhere*>(p);
}
template <class Real>
void store(Real* p, Vector<Real> v) {
  *reinterpret_cast<typename VectorTypes<Real>::Anywhere*>(p) = v;
}

// broadcast: x in all lanes of a Vector. multiply_add: a * b + c, rounded once,
// elementwise.
#if defined(__AVX512F__)
inline Vector<float> broadcast(float x) {
  return (Vector<float>)_mm512_set1_ps(x);
}
inline Vector<double> broadcast(double x) {
  return (Vector<double>)_mm512_set1_pd(x);
}
inline Vector<float> multiply_add(Vector<float> a, Vector<float> b,
                                  Vector<float> c) {
#if defined(__clang__)
  return (Vector<float>)_mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)c);
#else
  // With the intrinsic, g++ 12 copies sums back and forth until it runs out of
  // registers.
  asm("vfmadd231ps %1, %2, %0" : "+v"(c) : "v"(a), "v"(b));
  return c;
#endif
}
inline Vector<double> multiply_add(Vector<double> a, Vector<double> b,
                                   Vector<double> c) {
#if defined(__clang__)
  return (Vector<double>)_mm512_fmadd_pd((__m512d)a, (__m512d)b, (__m512d)c);
#else
  asm("vfmadd231pd %1, %2, %0" : "+v"(c) : "v"(a), "v"(b));
  return c;
#endif
}
#elif defined(__AVX2__) && defined(__FMA__)
inline Vector<float> broadcast(float x) {
  return (Vector<float>)_mm256_set1_ps(x);
}
inline Vector<double> broadcast(double x) {
  return (Vector<double>)_mm256_set1_pd(x);
}
inline Vector<float> multiply_add(Vector<float> a, Vector<float> b,
                                  Vector<float> c) {
  return (Vector<float>)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)c);
}
inline Vector<double> multiply_add(Vector<double> a, Vector<double> b,
                                   Vector<double> c) {
  return (Vector<double>)_mm256_fmadd_pd((__m256d)a, (__m256d)b, (__m256d)c);
}
#elif defined(__aarch64__)
inline Vector<float> broadcast(float x) {
  return (Vector<float>)vdupq_n_f32(x);
}
inline Vector<double> broadcast(double x) {
  return (Vector<double>)vdupq_n_f64(x);
}
inline Vector<float> multiply_add(Vector<float> a, Vector<float> b,
                                  Vector<float> c) {
  return (Vector<float>)vfmaq_f32((float32x4_t)c, (float32x4_t)a,
                                  (float32x4_t)b);
}
inline Vector<double> multiply_add(Vector<double> a, Vector<double> b,
                                   Vector<double> c) {
  return (Vector<double>)vfmaq_f64((float64x2_t)c, (float64x2_t)a,
                                   (float64x2_t)b);
}
#else
// Instruction sets without fused multiply-add: x86 before 2013, WebAssembly.
inline Vector<float> broadcast(float x) {
  return Vector<float>{x, x, x, x};
}
inline Vector<double> broadcast(double x) {
  return Vector<double>{x, x};
}

/// a * b + c for numbers that were floats, rounded to odd: where the double s
/// is not the exact sum, its last bit is 1. Rounding that to float gives the
/// same result as rounding the exact sum (Boldo and Melquiond, 2008).
inline Vector<double> sum_to_odd(Vector<double> a, Vector<double> b,
                                 Vector<double> c) {
  using Bits [[gnu::vector_size(16)]] = long long;
  const Vector<double> p = a * b;  // exact: 24 + 24 bits
  const Vector<double> s = p + c, t = s - p;
  const Vector<double> e = (p - (s - t)) + (c - t);  // error of s (Knuth)
  const Bits inexact = (Bits)(e > 0) | (Bits)(e < 0);
  const Bits even = ((Bits)s & 1) - 1;
  const Bits towards_e = (((Bits)e ^ (Bits)s) < 0) | 1;  // 1 is away from 0
  return (Vector<double>)((Bits)s + (towards_e & inexact & even));
}
inline Vector<float> multiply_add(Vector<float> a, Vector<float> b,
                                  Vector<float> c) {
#if defined(__x86_64__)
  // With intrinsics: in plain C++, g++ 12 turns a double that is converted to
  // float and back into the original double, unrounded.
  const auto low = [](Vector<float> v) {
    return (Vector<double>)_mm_cvtps_pd((__m128)v);
  };
  const auto high = [=](Vector<float> v) {
    return low((Vector<float>)_mm_movehl_ps((__m128)v, (__m128)v));
  };
  return (Vector<float>)_mm_movelh_ps(
      _mm_cvtpd_ps((__m128d)sum_to_odd(low(a), low(b), low(c))),
      _mm_cvtpd_ps((__m128d)sum_to_odd(high(a), high(b), high(c))));
#else
  using Pair = Vector<double>;
  const Pair low =
      sum_to_odd(Pair{a[0], a[1]}, Pair{b[0], b[1]}, Pair{c[0], c[1]});
  const Pair high =
      sum_to_odd(Pair{a[2], a[3]}, Pair{b[2], b[3]}, Pair{c[2], c[3]});
  return Vector<float>{static_cast<float>(low[0]), static_cast<float>(low[1]),
                       static_cast<float>(high[0]),
                       static_cast<float>(high[1])};
#endif
}
// The C library's, which is exact on every processor but slow on these.
inline Vector<double> multiply_add(Vector<double> a, Vector<double> b,
                                   Vector<double> c) {
  return Vector<double>{std::fma(a[0], b[0], c[0]), std::fma(a[1], b[1], c[1])};
}
#endif

/// Swaps numbers between a and b: in blocks of `Size` numbers, the second block
/// of a and the first of b trade places.
template <std::size_t Size, class V>
void exchange_blocks(V& a, V& b) {
  constexpr std::size_t count = sizeof(V) / sizeof(a[0]);
  constexpr auto all = std::make_index_sequence<count>{};
  const V x = a, y = b;
  // Indices from `count` on refer to the second argument.
  a = [&]<std::size_t... i>(std::index_sequence<i...>) {
    return V(
        __builtin_shufflevector(x, y, (i & Size ? count + i - Size : i)...));
  }
  (all);
  b = [&]<std::size_t... i>(std::index_sequence<i...>) {
    return V(
        __builtin_shufflevector(x, y, (i & Size ? count + i : i + Size)...));
  }
  (all);
}

/// One step in transposing as many vectors as each has lanes, then the steps
/// with half the block size.
template <std::size_t Size, class V, std::size_t Count>
void transpose(V (&rows)[Count]) {
#pragma GCC unroll 16
  for (std::size_t i = 0; i < Count; ++i)
    if (!(i & Size)) exchange_blocks<Size>(rows[i], rows[i + Size]);
  if constexpr (Size > 1) transpose<Size / 2>(rows);
}

/// lanes x lanes numbers: to[j * to_step + i] = from[i * from_step + j].
template <class Real>
void transpose_block(const Real* from, std::size_t from_step, Real* to,
                     std::size_t to_step) {
  constexpr std::size_t count = lanes<Real>;
  Vector<Real> rows[count];
#pragma GCC unroll 16
  for (std::size_t i = 0; i < count; ++i)
    rows[i] = load(from + i * from_step);
  transpose<count / 2>(rows);
#pragma GCC unroll 16
  for (std::size_t i = 0; i < count; ++i)
    store(to + i * to_step, rows[i]);
}

}  // namespace nn::products
