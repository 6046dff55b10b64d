// The worst errors of nn/core/vector_math.hpp over all floats (or
// every n-th), against the functions for double, and their speed. From the
// repository's root:
//
//   g++ -std=c++20 -O3 -march=native -ffp-contract=off -fno-math-errno
//     -fno-trapping-math -fopenmp -Icommon tests/precision/vector_functions.cpp
//     $(ls common/nn/elementary/*.cpp | grep -v symbols) -o vectors
//   ./vectors 1
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "nn/core/vector_math.hpp"
#include "nn/elementary/elementary.hpp"
#include "nn/elementary/pair.hpp"

namespace {

namespace own = nn::elementary;
using Bits = std::uint64_t;

double sigmoid(double x) {
  return 1 / (1 + own::exp(-x));
}
double normal_cdf(double x) {
  return own::erfc(-x * 0.70710678118654752440) / 2;
}

double ulp(double exact) {
  int exponent = 0;
  std::frexp(exact, &exponent);
  return std::ldexp(1.0, exponent < -125 ? -149 : exponent - 24);
}

struct Error {
  double ulps = 0, absolute = 0, at = 0;
};

Error worst_of(float (*ours)(float), double (*exact)(double), double low,
               double high, Bits stride) {
  Error worst;
#pragma omp parallel
  {
    Error mine;
#pragma omp for schedule(static)
    for (Bits bits = 0; bits < Bits{1} << 32; bits += stride) {
      const auto x = std::bit_cast<float>(std::uint32_t(bits));
      if (!(x >= low && x <= high)) continue;
      const double right = exact(double{x});
      const double error = std::fabs(double{ours(x)} - right);
      // A NaN is an infinite error.
      if (!(error <= mine.absolute)) mine.absolute = error;
      if (!(error / ulp(right) <= mine.ulps)) {
        mine.ulps = error / ulp(right);
        mine.at = x;
      }
    }
#pragma omp critical
    {
      if (!(mine.absolute <= worst.absolute)) worst.absolute = mine.absolute;
      if (!(mine.ulps <= worst.ulps)) {
        worst.ulps = mine.ulps;
        worst.at = mine.at;
      }
    }
  }
  return worst;
}

// Nanoseconds per number, the best of 20 times 1000 passes over 4096 numbers.
template <float (*function)(float)>
double nanoseconds(double low, double high) {
  std::vector<float> x(4096), y(4096);
  for (std::size_t i = 0; i < x.size(); ++i)
    x[i] = float(low + (high - low) * double(i) / double(x.size()));
  double best = 1e9;
  for (int round = 0; round < 20; ++round) {
    const auto start = std::chrono::steady_clock::now();
    for (int pass = 0; pass < 1000; ++pass) {
      float* out = y.data();
      const float* in = x.data();
#pragma omp simd
      for (std::size_t i = 0; i < 4096; ++i)
        out[i] = function(in[i]);
      asm volatile("" : : "r"(out) : "memory");
    }
    const std::chrono::duration<double> time =
        std::chrono::steady_clock::now() - start;
    best = std::min(best, time.count());
  }
  return best * 1e9 / 4096e3;
}

template <float (*function)(float)>
void report(const char* name, double (*exact)(double), double low, double high,
            Bits stride) {
  const Error e = worst_of(function, exact, low, high, stride);
  const double time = nanoseconds<function>(low < -9 ? -9 : low, 9);
  std::printf("%-10s %.4f ulp at %a, absolute %.3g; %.3f ns\n", name, e.ulps,
              e.at, e.absolute, time);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  using namespace nn::cpu;
  const Bits n = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 64;
  const double most = 3.4028235e38;
  report<vector_exp>("exp", own::exp, -87.3365f, 88, n);
  report<vector_tanh>("tanh", own::tanh, -most, most, n);
  report<vector_sigmoid>("sigmoid", sigmoid, -87, most, n);
  report<vector_log1p>("log1p", own::log1p, 0, 1, n);
  report<vector_normal_cdf>("normal_cdf", normal_cdf, -most, most, n);
#ifndef OLD
  report<vector_log>("log", own::log, 1e-45, most, n);
#endif
}
