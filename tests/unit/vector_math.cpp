// The vectorized functions: their errors, their ends, and their exact bits, in
// a loop and one by one.
#include "nn/core/vector_math.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>
#ifdef __SSE__
#include <xmmintrin.h>
#endif

#include <boost/test/unit_test.hpp>

namespace {

using namespace nn::cpu;

struct Function {
  const char* name;
  float (*one)(float);
  void (*all)(const std::vector<float>& x, std::vector<float>& y);
  double (*exact)(double);
  float low, high;       // where it keeps its promises,
  double ulps, largest;  // and these: relative or absolute
  std::uint64_t hash;
};

template <float (*function)(float)>
void in_a_loop(const std::vector<float>& x, std::vector<float>& y) {
  const std::size_t count = x.size();
#pragma omp simd
  for (std::size_t i = 0; i < count; ++i)
    y[i] = function(x[i]);
}

double sigmoid(double x) {
  return 1 / (1 + std::exp(-x));
}
double normal_cdf(double x) {
  return std::erfc(-x * std::sqrt(0.5)) / 2;
}
double exact_exp(double x) {
  return std::exp(x);
}
double exact_log(double x) {
  return std::log(x);
}
double exact_tanh(double x) {
  return std::tanh(x);
}
double exact_log1p(double x) {
  return std::log1p(x);
}

const double any = std::numeric_limits<double>::infinity();
const Function functions[] = {
    {"exp", vector_exp, in_a_loop<vector_exp>, exact_exp, -87.3365f, 88, 1, any,
     0x0d42da04eb0121df},
    {"log", vector_log, in_a_loop<vector_log>, exact_log, 1e-45f, 3e38f, 1, any,
     0xfce40a8faa4ce4f1},
    {"tanh", vector_tanh, in_a_loop<vector_tanh>, exact_tanh, -3e38f, 3e38f, 2,
     any, 0x68a1ca699f2a5e6d},
    {"sigmoid", vector_sigmoid, in_a_loop<vector_sigmoid>, sigmoid, -87, 3e38f,
     2.5, any, 0x9861a25acde3c189},
    {"log1p", vector_log1p, in_a_loop<vector_log1p>, exact_log1p, 0, 1, 2, any,
     0xd09d6e539c075008},
    {"normal_cdf", vector_normal_cdf, in_a_loop<vector_normal_cdf>, normal_cdf,
     -3e38f, 3e38f, any, 1e-7, 0x2361130503fd3289},
};

// All sizes and signs in turn (every 40,009th float), less those outside.
std::vector<float> inputs(const Function& f) {
  std::vector<float> x;
  for (std::uint64_t bits = 0; bits < std::uint64_t{1} << 32; bits += 40009) {
    const auto number = std::bit_cast<float>(std::uint32_t(bits));
    if (number >= f.low && number <= f.high) x.push_back(number);
  }
  for (int i = 0; i < 20000; ++i) {
    const float number = static_cast<float>(i - 10000) / 512;
    if (number >= f.low && number <= f.high) x.push_back(number);
  }
  return x;
}

// FNV-1a of 64 bits, a word at a time.
std::uint64_t hash_of(const std::vector<float>& y) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const float number : y)
    hash = (hash ^ std::bit_cast<std::uint32_t>(number)) * 0x100000001b3;
  return hash;
}

double ulp(double exact) {
  int exponent = 0;
  std::frexp(exact, &exponent);
  return std::ldexp(1.0, exponent < -125 ? -149 : exponent - 24);
}

}  // namespace

BOOST_AUTO_TEST_CASE(errors_are_as_small_as_promised) {
  for (const Function& f : functions) {
    double ulps = 0, largest = 0;
    for (const float x : inputs(f)) {
      const double right = f.exact(double{x});
      const double error = std::abs(double{f.one(x)} - right);
      // A NaN does not compare: it is an infinite error.
      largest = error <= largest ? largest : (error == error ? error : any);
      const double units = error / ulp(right);
      ulps = units <= ulps ? ulps : (units == units ? units : any);
    }
    BOOST_TEST(ulps <= f.ulps, f.name << ": " << ulps);
    BOOST_TEST(largest <= f.largest, f.name << ": " << largest);
  }
}

BOOST_AUTO_TEST_CASE(bits_are_the_same_on_every_machine_and_in_a_loop) {
  for (const Function& f : functions) {
    const std::vector<float> x = inputs(f);
    std::vector<float> loop(x.size()), single(x.size());
    f.all(x, loop);
    std::transform(x.begin(), x.end(), single.begin(), f.one);
    BOOST_TEST(hash_of(loop) == f.hash,
               f.name << ": " << std::hex << hash_of(loop));
    BOOST_TEST(hash_of(single) == f.hash, f.name);
  }
}

#ifdef __SSE__
BOOST_AUTO_TEST_CASE(a_processor_that_flushes_subnormals_changes_nothing) {
  const unsigned usual = _mm_getcsr();
  for (const Function& f : functions) {
    const std::vector<float> x = inputs(f);
    std::vector<float> y(x.size());
    _mm_setcsr(usual | 0x8040);  // results and operands
    f.all(x, y);
    _mm_setcsr(usual);
    BOOST_TEST(hash_of(y) == f.hash, f.name);
  }
}
#endif

// Also where it is made of doubles (./learn test long builds it so): random
// bits, and sums close to the middle between two floats.
BOOST_AUTO_TEST_CASE(a_fused_operation_rounds_once) {
  std::uint64_t state = 1;
  const auto number = [&](bool short_one) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    const auto bits = std::uint32_t(state >> 32);
    const std::uint32_t few = bits & 0x80ffffff & ~0u << (bits >> 27);
    return std::bit_cast<float>(short_one ? few % 0x800000 | 0x3f000000 : bits);
  };
  std::size_t wrong = 0;
  for (int i = 0; i < 1'000'000; ++i) {
    const float a = number(i & 1), b = number(i & 1);
    const float c = i & 2 ? number(false) : -(a * b) * (i & 4 ? 1 : 0x1p-24f);
    const float one = fused(a, b, c), exact = std::fma(a, b, c);
    const bool same = float_bits(one) == float_bits(exact);
    wrong += !(same || (one != one && exact != exact));
  }
  BOOST_TEST(wrong == 0u);
}

BOOST_AUTO_TEST_CASE(nan_stays_nan) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  for (const Function& f : functions) {
    std::vector<float> x(50, nan), y(50, 0.0f);
    f.all(x, y);
    for (const float number : y)
      BOOST_TEST(number != number, f.name);
    BOOST_TEST(f.one(-nan) != f.one(-nan), f.name);
  }
}

BOOST_AUTO_TEST_CASE(beyond_their_ends) {
  const float infinity = std::numeric_limits<float>::infinity();
  BOOST_TEST(vector_exp(-infinity) == vector_exp(-87.3365f));
  BOOST_TEST(vector_exp(-87.3365f) >= std::numeric_limits<float>::min());
  BOOST_TEST(vector_exp(infinity) == vector_exp(88));
  BOOST_TEST(vector_exp(0) == 1);
  BOOST_TEST(vector_log(1) == 0);
  BOOST_TEST(vector_log(infinity) == infinity);
  BOOST_TEST(vector_tanh(infinity) == 1);
  BOOST_TEST(vector_tanh(-infinity) == -1);
  BOOST_TEST(std::signbit(vector_tanh(-0.0f)));
  BOOST_TEST(vector_sigmoid(infinity) == 1);
  BOOST_TEST(vector_sigmoid(-infinity) == vector_sigmoid(-87));
  BOOST_TEST(vector_sigmoid(0) == 0.5);
  BOOST_TEST(vector_log1p(0) == 0);
  BOOST_TEST(vector_normal_cdf(infinity) == 1);
  BOOST_TEST(vector_normal_cdf(-infinity) == 0);
  BOOST_TEST(vector_normal_cdf(0) == 0.5);
}
