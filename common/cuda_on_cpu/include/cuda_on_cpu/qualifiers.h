/// The words that CUDA adds to C++, its vector types, and the variables that
/// tell a thread which one it is.
#pragma once

#define __global__ __attribute__((noinline))
#define __device__
#define __host__
#define __forceinline__ inline __attribute__((always_inline))
#define __launch_bounds__(...)
#define __align__(n) __attribute__((aligned(n)))
// A static variable of the function. Each declaration has a section of its own
// (g++ refuses templates and functions in one), and the runtime fills all
// sections of this name with NaN before every block.
#define __shared__ CUDA_ON_CPU_SHARED(__COUNTER__)
#define CUDA_ON_CPU_SHARED(n) CUDA_ON_CPU_SHARED_2(n)
#define CUDA_ON_CPU_SHARED_2(n) \
  static __attribute__((section("cuda_shared_" #n), aligned(16)))

struct uint3 {
  unsigned x = 0, y = 0, z = 0;
};
struct dim3 {
  unsigned x, y, z;
  constexpr dim3(unsigned x_ = 1, unsigned y_ = 1, unsigned z_ = 1)
      : x(x_), y(y_), z(z_) {}
};

#define CUDA_ON_CPU_VECTORS(type, real)                           \
  struct alignas(2 * sizeof(real)) type##2 {                      \
    real x, y;                                                    \
  };                                                              \
  struct alignas(4 * sizeof(real)) type##4 {                      \
    real x, y, z, w;                                              \
  };                                                              \
  inline type##2 make_##type##2(real x, real y) {                 \
    return {x, y};                                                \
  }                                                               \
  inline type##4 make_##type##4(real x, real y, real z, real w) { \
    return {x, y, z, w};                                          \
  }
CUDA_ON_CPU_VECTORS(float, float)
CUDA_ON_CPU_VECTORS(int, int)
CUDA_ON_CPU_VECTORS(uint, unsigned)
CUDA_ON_CPU_VECTORS(uchar, unsigned char)
#undef CUDA_ON_CPU_VECTORS

inline uint3 threadIdx, blockIdx;
inline dim3 blockDim, gridDim;
inline constexpr int warpSize = 32;
