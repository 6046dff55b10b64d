// Our own exp, log, sin and others: their special values, their errors, and
// their exact bits.
#include "nn/elementary/elementary.hpp"

#include <cmath>
#include <cstdint>
#include <limits>

#include <boost/test/unit_test.hpp>
#ifdef __SSE__
#include <xmmintrin.h>
#endif

#include "nn/elementary/pair.hpp"

namespace {

namespace own = nn::elementary;
using own::bits_of;
using own::infinity;
using own::quiet_nan;

using Word = std::uint64_t;

Word mixed(Word x) {  // splitmix64: the same numbers everywhere
  x += 0x9e3779b97f4a7c15;
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
  x = (x ^ x >> 27) * 0x94d049bb133111eb;
  return x ^ x >> 31;
}

struct Function {
  const char* name;
  double (*ours)(double);
  float (*single)(float);
  long double (*exact)(long double);
  double low, high;  // where to test it
  Word hash;         // of hash_of()
};

double in_range(const Function& f, Word i) {
  return f.low + double(mixed(i) >> 11) * 0x1p-53 * (f.high - f.low);
}
// Numbers of every size, among them NaN and infinities, or the range's.
double input(const Function& f, Word i) {
  if (i == 0) return infinity;
  return i % 3 == 0 ? own::from_bits(mixed(i)) : in_range(f, i);
}
double subnormal(Word i) {
  return own::from_bits(mixed(i) & (own::sign_bit | 0xfffffffffffff));
}

// FNV-1a of 64 bits, a word at a time.
Word hash_with(Word hash, Word word) {
  return (hash ^ word) * 0x100000001b3;
}
Word hash_of(const Function& f) {
  Word hash = 0xcbf29ce484222325;
  for (Word i = 0; i < 10000; ++i)
    hash = hash_with(hash, bits_of(f.ours(input(f, i))));
  for (Word i = 0; i < 1000; ++i)
    hash = hash_with(hash, bits_of(f.ours(subnormal(i))));
  for (Word i = 0; i < 10000; ++i) {
    const auto x = std::bit_cast<float>(std::uint32_t(mixed(i)));
    hash = hash_with(hash, std::bit_cast<std::uint32_t>(f.single(x)));
  }
  return hash;
}
Word hash_of_two(double (*ours)(double, double),
                 float (*single)(float, float)) {
  Word hash = 0xcbf29ce484222325;
  for (Word i = 0; i < 20000; ++i) {
    double x = double(mixed(i) >> 11) * 0x1p-50;
    double y = double(std::int64_t(mixed(~i)) >> 11) * 0x1p-45;
    if (i % 3 == 0) x = own::from_bits(mixed(i));
    if (i % 5 == 0) y = own::from_bits(mixed(~i));
    if (i % 7 == 0) x = subnormal(i);
    if (i % 11 == 0) y = double(std::int64_t(mixed(i)) >> 58);
    hash = hash_with(hash, bits_of(ours(x, y)));
    const float z = single(static_cast<float>(x), static_cast<float>(y));
    hash = hash_with(hash, std::bit_cast<std::uint32_t>(z));
  }
  return hash;
}
double power_of_word(double x, double y) {
  return own::power(x, bits_of(y) >> (bits_of(x) % 64));
}
float no_single(float, float) {
  return 0;
}

#define ALL(name) #name, own::name, own::name, name##l
const Function functions[] = {
    {ALL(exp), -740, 709, 0xd33254e3a9f5962f},
    {ALL(exp2), -1070, 1020, 0x81448439c99dc2c1},
    {ALL(expm1), -40, 50, 0xd640598e79372eb6},
    {ALL(log), 0, 4, 0xb6ff8706a203edf6},
    {ALL(log1p), -1, 2, 0x20d1b4c7b37c96e0},
    {ALL(log2), 0, 4, 0x0b4c692faa780430},
    {ALL(log10), 0, 4, 0xb09a3ce5c8688488},
    {ALL(sinh), -50, 50, 0x28b65fb799abdba9},
    {ALL(cosh), -50, 50, 0xddc776cb1d17c87d},
    {ALL(tanh), -20, 20, 0xd74dd411b6327f49},
    {ALL(sin), -100, 100, 0xf4e6830a5f145f06},
    {ALL(cos), -100, 100, 0x369670e75ea836b5},
    {ALL(tan), -1e7, 1e7, 0x43cb1e583479ca81},
    {ALL(atan), -5, 5, 0xda509067df0064c8},
    {ALL(cbrt), -100, 100, 0x23be633ba04aaf74},
    {ALL(erf), -6, 6, 0x245168d82b4e689c},
    {ALL(erfc), -6, 27.2, 0xcf75145f6a3eb57a},
};
#undef ALL

// In units in the last place of the exact value; NaN is an infinite error.
double error(double ours, long double exact) {
  if (std::isinf(ours) && ours == double(exact)) return 0;
  int exponent = 0;
  std::frexp(exact, &exponent);
  const int last = exponent < -1021 ? -1074 : exponent - 53;
  const double e = double(std::fabs(ours - exact) / std::ldexp(1.0L, last));
  return e >= 0 ? e : infinity;
}

bool same(double a, double b) {
  return bits_of(a) == bits_of(b);
}

// NaN and zeros with their signs, the rest to 0.51 ulp.
bool agree(double ours, long double exact) {
  const auto right = double(exact);
  if (right != right) return same(ours, quiet_nan);
  return right == 0 ? same(ours, right) : error(ours, exact) < 0.51;
}

}  // namespace

BOOST_AUTO_TEST_CASE(their_errors_are_below_0_6_units_in_the_last_place) {
  for (const Function& f : functions) {
    double worst = 0;
    for (Word i = 0; i < 30000; ++i) {
      const double x = in_range(f, i);
      worst = std::max(worst, error(f.ours(x), f.exact(x)));
    }
    BOOST_TEST(worst < 0.6, f.name << ": " << worst);
  }
}

BOOST_AUTO_TEST_CASE(numbers_of_every_size_and_both_signs) {
  for (const Function& f : functions) {
    double worst = 0;
    for (Word i = 0; i < 10000; ++i) {
      const double x = i % 10 == 0 ? subnormal(i) : own::from_bits(mixed(i));
      const double ours = f.ours(x);
      const long double right = f.exact(x);
      if (std::isnan(right))
        BOOST_TEST(same(ours, quiet_nan), f.name << " of " << x);
      else
        worst = std::max(worst, error(ours, right));
    }
    BOOST_TEST(worst < 0.6, f.name << ": " << worst);
  }
}

BOOST_AUTO_TEST_CASE(powers_and_angles_have_small_errors) {
  double worst = 0;
  for (Word i = 0; i < 100000; ++i) {
    const double unit = double(mixed(i) >> 11) * 0x1p-53;
    const double base = i % 2 == 0 ? 1 + (unit - 0.5) * 0x1p-9 : 5 * unit;
    const double y = double(std::int64_t(mixed(~i)) >> 11) * 0x1p-52 * 300;
    worst = std::max(worst, error(own::pow(base, y), powl(base, y)));
    worst = std::max(worst, error(own::atan2(base, y), atan2l(base, y)));
    const Word n = mixed(~i) >> (10 + i % 54);
    const long double exact = powl(unit, static_cast<long double>(n));
    worst = std::max(worst, error(own::power(unit, n), exact));
  }
  BOOST_TEST(worst < 0.51);
}

BOOST_AUTO_TEST_CASE(the_ends_of_the_numbers) {
  for (const Function& f : functions) {
    BOOST_TEST(same(f.ours(quiet_nan), quiet_nan), f.name);
    BOOST_TEST(same(f.ours(-quiet_nan), quiet_nan), f.name);
    for (const double x : {0.0, -0.0, infinity, -infinity, 5e-324, -5e-324}) {
      BOOST_TEST(agree(f.ours(x), f.exact(x)), f.name << " of " << x);
    }
  }
}

BOOST_AUTO_TEST_CASE(what_is_exact_stays_exact) {
  BOOST_TEST(own::exp(0.0) == 1);
  BOOST_TEST(own::log(1.0) == 0);
  BOOST_TEST(own::cos(0.0) == 1);
  for (int n = -1074; n < 1024; ++n) {
    BOOST_TEST(own::exp2(double(n)) == std::ldexp(1.0, n));
    BOOST_TEST(own::log2(std::ldexp(1.0, n)) == n);
    BOOST_TEST(own::pow(2.0, n) == std::ldexp(1.0, n));
  }
  double ten = 1;
  for (Word n = 0; n <= 22; ++n, ten *= 10) {
    BOOST_TEST(own::log10(ten) == double(n));
    BOOST_TEST(own::pow(10.0, double(n)) == ten);
    BOOST_TEST(own::power(-10, n) == (n % 2 == 0 ? ten : -ten));
  }
  for (int n = -1000; n < 1000; ++n)
    BOOST_TEST(own::cbrt(double(n) * n * n) == n);
}

BOOST_AUTO_TEST_CASE(hard_cases) {
  // The multiples of pi / 2 closest to a double (J.-M. Muller et al.,
  // "Handbook of Floating-Point Arithmetic"), and the largest number.
  BOOST_TEST(own::cos(6381956970095103 * 0x1p797) == -4.6871659242546277e-19);
  BOOST_TEST(own::sin(22.0) == -0.0088513092904038759);
  BOOST_TEST(own::sin(1e22) == -0.8522008497671888);
  BOOST_TEST(own::sin(0x1.fffffffffffffp1023) == 0.0049619547891840619);
  BOOST_TEST(own::exp(-745.13) == 5e-324);
  BOOST_TEST(own::exp(-745.14) == 0);
  BOOST_TEST(own::exp(709.79) == infinity);
  BOOST_TEST(own::pow(1 + 0x1p-52, 0x1p52) == 2.718281828459045);
  BOOST_TEST(own::power(1 - 0x1p-53, Word{1} << 60) == 2.5722093726423967e-56);
  BOOST_TEST(own::erfc(27.2) == 8.1786e-324);
}

BOOST_AUTO_TEST_CASE(pow_at_its_ends_is_the_c_librarys) {
  const double numbers[] = {0,          0.5,        1,        2,        3,
                            1e300,      2.5,        1e-300,   5e-324,   0x1p53,
                            0x1p53 - 1, 0x1p52 + 1, infinity, quiet_nan};
  for (const double a : numbers)
    for (const double b : numbers)
      for (int signs = 0; signs < 4; ++signs) {
        const double x = signs % 2 == 0 ? a : -a, y = signs < 2 ? b : -b;
        BOOST_TEST(agree(own::pow(x, y), powl(x, y)), x << " to the " << y);
        BOOST_TEST(agree(own::atan2(y, x), atan2l(y, x)),
                   "atan2 of " << y << ", " << x);
      }
}

// One bit that differs in any of the results changes the hash.
BOOST_AUTO_TEST_CASE(their_bits_are_the_same_on_every_machine) {
  for (const Function& f : functions)
    BOOST_TEST(hash_of(f) == f.hash, f.name << ": " << std::hex << hash_of(f));
  BOOST_TEST(hash_of_two(own::pow, own::pow) == 0x2bf498a422971b0d);
  BOOST_TEST(hash_of_two(own::atan2, own::atan2) == 0x734b53fc0471c77b);
  BOOST_TEST(hash_of_two(power_of_word, no_single) == 0xc1ae57849658c7ca);
}

#ifdef __SSE__
BOOST_AUTO_TEST_CASE(a_processor_that_flushes_subnormals_changes_nothing) {
  const unsigned usual = _mm_getcsr();
  for (const Function& f : functions) {
    _mm_setcsr(usual | 0x8040);  // results and operands
    const Word hash = hash_of(f);
    _mm_setcsr(usual);
    BOOST_TEST(hash == f.hash, f.name);
  }
}
#endif

BOOST_AUTO_TEST_CASE(functions_of_float_are_those_of_double_rounded) {
  for (const Function& f : functions)
    for (Word i = 0; i < 10000; ++i) {
      const auto x = std::bit_cast<float>(std::uint32_t(mixed(i)));
      const auto rounded = static_cast<float>(f.ours(double{x}));
      BOOST_TEST(same(f.single(x), rounded), f.name << " of " << x);
    }
}

// Where symbols.cpp is linked, that is in every program with the library.
BOOST_AUTO_TEST_CASE(the_usual_names_mean_these_functions) {
  for (Word i = 0; i < 10000; ++i) {
    const double x = double(mixed(i) >> 11) * 0x1p-50;
    const auto z = static_cast<float>(x);
    BOOST_TEST(same(std::exp(x), own::exp(x)));
    BOOST_TEST(same(std::log(x), own::log(x)));
    BOOST_TEST(same(std::tanh(x), own::tanh(x)));
    BOOST_TEST(same(std::sin(x) + std::cos(x), own::sin(x) + own::cos(x)));
    BOOST_TEST(same(std::pow(x, 1.5), own::pow(x, 1.5)));
    BOOST_TEST(same(std::erfc(x), own::erfc(x)));
    BOOST_TEST(std::exp(z) == own::exp(z));
    BOOST_TEST(std::tanh(z) == own::tanh(z));
  }
}
