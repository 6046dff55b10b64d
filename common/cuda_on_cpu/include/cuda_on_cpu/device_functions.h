/// What a kernel may call: barriers, warp functions, atomics, arithmetic.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include <math.h>  // expf, fmaxf, sqrtf in the global namespace

#include "qualifiers.h"

#define CUDA_ON_CPU_INLINE inline __attribute__((always_inline))

void __syncthreads();
void __syncwarp(unsigned mask = 0xffffffffu);
unsigned __ballot_sync(unsigned mask, int predicate);
inline void __threadfence() {}
inline void __threadfence_block() {}

CUDA_ON_CPU_INLINE int __any_sync(unsigned mask, int predicate) {
  return __ballot_sync(mask, predicate) != 0;
}
CUDA_ON_CPU_INLINE int __all_sync(unsigned mask, int predicate) {
  return __ballot_sync(mask, !predicate) == 0;
}

namespace cuda_on_cpu {

/// Which lane of the warp this thread is.
unsigned lane();
/// Gives `bits` to the warp and returns what lane `source` gave.
std::uint64_t shuffle(unsigned mask, std::uint64_t bits, unsigned source);

template <class T>
CUDA_ON_CPU_INLINE T shuffle_value(unsigned mask, T value, unsigned source) {
  static_assert(sizeof(T) == 4 || sizeof(T) == 8);
  using Bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
  const auto bits = std::bit_cast<Bits>(value);
  return std::bit_cast<T>(static_cast<Bits>(shuffle(mask, bits, source)));
}

/// The lanes of width `width` that this lane belongs to start here.
inline unsigned segment(int width) {
  return lane() & ~(static_cast<unsigned>(width) - 1);
}

}  // namespace cuda_on_cpu

template <class T>
CUDA_ON_CPU_INLINE T __shfl_sync(unsigned mask, T value, int source,
                                 int width = 32) {
  const unsigned in = static_cast<unsigned>(source & (width - 1));
  return cuda_on_cpu::shuffle_value(mask, value,
                                    cuda_on_cpu::segment(width) + in);
}
template <class T>
CUDA_ON_CPU_INLINE T __shfl_xor_sync(unsigned mask, T value, int flip,
                                     int width = 32) {
  const unsigned me = cuda_on_cpu::lane();
  const unsigned end =
      cuda_on_cpu::segment(width) + static_cast<unsigned>(width);
  const unsigned source = me ^ static_cast<unsigned>(flip);
  return cuda_on_cpu::shuffle_value(mask, value, source < end ? source : me);
}
template <class T>
CUDA_ON_CPU_INLINE T __shfl_down_sync(unsigned mask, T value, unsigned by,
                                      int width = 32) {
  const unsigned me = cuda_on_cpu::lane();
  const unsigned end =
      cuda_on_cpu::segment(width) + static_cast<unsigned>(width);
  return cuda_on_cpu::shuffle_value(mask, value, me + by < end ? me + by : me);
}
template <class T>
CUDA_ON_CPU_INLINE T __shfl_up_sync(unsigned mask, T value, unsigned by,
                                    int width = 32) {
  const unsigned me = cuda_on_cpu::lane();
  const unsigned start = cuda_on_cpu::segment(width);
  return cuda_on_cpu::shuffle_value(mask, value,
                                    me >= start + by ? me - by : me);
}

// Threads take turns on one processor, so each of these is one step.
float atomicAdd(float* at, float value);
int atomicAdd(int* at, int value);
unsigned atomicAdd(unsigned* at, unsigned value);
unsigned long long atomicAdd(unsigned long long* at, unsigned long long value);
int atomicMax(int* at, int value);
unsigned atomicMax(unsigned* at, unsigned value);
int atomicMin(int* at, int value);
unsigned atomicMin(unsigned* at, unsigned value);
int atomicExch(int* at, int value);
unsigned atomicExch(unsigned* at, unsigned value);
float atomicExch(float* at, float value);
int atomicCAS(int* at, int expected, int value);
unsigned atomicCAS(unsigned* at, unsigned expected, unsigned value);

template <class T>
CUDA_ON_CPU_INLINE T __ldg(const T* at) {
  return *at;
}
template <class T>
CUDA_ON_CPU_INLINE std::enable_if_t<std::is_arithmetic_v<T>, T> min(T a, T b) {
  return b < a ? b : a;
}
template <class T>
CUDA_ON_CPU_INLINE std::enable_if_t<std::is_arithmetic_v<T>, T> max(T a, T b) {
  return a < b ? b : a;
}

inline float rsqrtf(float x) {
  return 1.0f / std::sqrt(x);
}
inline float __expf(float x) {
  return std::exp(x);
}
inline float __logf(float x) {
  return std::log(x);
}
inline float __frsqrt_rn(float x) {
  return 1.0f / std::sqrt(x);
}
inline float __fsqrt_rn(float x) {
  return std::sqrt(x);
}
inline float __fdividef(float x, float y) {
  return x / y;
}
inline float __fdiv_rn(float x, float y) {
  return x / y;
}
inline float __fadd_rn(float x, float y) {
  return x + y;
}
inline float __fmul_rn(float x, float y) {
  return x * y;
}
inline float __fmaf_rn(float x, float y, float z) {
  return std::fma(x, y, z);
}
inline float __saturatef(float x) {
  return fminf(fmaxf(x, 0.0f), 1.0f);
}
inline float __uint2float_rn(unsigned x) {
  return static_cast<float>(x);
}
inline int __popc(unsigned x) {
  return std::popcount(x);
}
inline int __clz(int x) {
  return std::countl_zero(static_cast<unsigned>(x));
}
inline int __ffs(int x) {
  return x == 0 ? 0 : 1 + std::countr_zero(static_cast<unsigned>(x));
}
inline unsigned __umulhi(unsigned x, unsigned y) {
  return static_cast<unsigned>((static_cast<unsigned long long>(x) * y) >> 32);
}
inline int __float_as_int(float x) {
  return std::bit_cast<int>(x);
}
inline unsigned __float_as_uint(float x) {
  return std::bit_cast<unsigned>(x);
}
inline float __int_as_float(int x) {
  return std::bit_cast<float>(x);
}
inline float __uint_as_float(unsigned x) {
  return std::bit_cast<float>(x);
}

#undef CUDA_ON_CPU_INLINE
