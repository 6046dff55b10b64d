// The worst errors of nn/elementary/elementary.hpp, in units in the last place
// (ulp), against the C library in long double (x86: 64 bits) and, for every new
// worst, MPFR with 200 bits. From the repository's root, with libmpfr-dev:
//
//   g++ -std=c++20 -O3 -march=native -ffp-contract=off -fopenmp -Icommon
//     tests/precision/elementary.cpp $(ls common/nn/elementary/*.cpp |
//     grep -v symbols) -lmpfr -lgmp -o precision
//   ./precision 100000000     numbers for each function of double (slow)
//   ./precision 0 1           every float (2: every second one, …) instead
#include "nn/elementary/elementary.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <mutex>

#include <mpfr.h>

#include "nn/elementary/pair.hpp"

namespace {

namespace own = nn::elementary;

using Number = std::uint64_t;
using Exact = int (*)(mpfr_t, const mpfr_t, mpfr_rnd_t);

struct Function {
  const char* name;
  double (*ours)(double);
  float (*single)(float);
  long double (*close)(long double);
  Exact exact;
  double low, high;  // where it is neither constant nor infinite
};

Number mixed(Number x) {  // splitmix64
  x += 0x9e3779b97f4a7c15;
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
  x = (x ^ x >> 27) * 0x94d049bb133111eb;
  return x ^ x >> 31;
}
double unit(Number i) {
  return double(mixed(i) >> 11) * 0x1p-53;
}

// Doubles in their order, as integers.
std::int64_t place(double x) {
  const auto size = std::int64_t(own::bits_of(own::magnitude(x)));
  return x < 0 ? -size : size;
}
double at_place(std::int64_t i) {
  const double size = own::from_bits(Number(i < 0 ? -i : i));
  return i < 0 ? -size : size;
}

// Between low and high: every second one uniform, the others so that each
// exponent is as likely.
double random_number(Number i, double low, double high) {
  if (i % 2 == 0 && high - low < 1e6) return low + unit(i) * (high - low);
  const auto first = double(place(low)), last = double(place(high));
  const double x = at_place(std::int64_t(first + unit(i) * (last - first)));
  return x < low ? low : (x > high ? high : x);
}

long double ulp(long double exact, int digits, int least) {
  int exponent = 0;
  std::frexp(exact, &exponent);
  const int last = exponent - digits;
  return std::ldexp(1.0L, last < least ? least : last);
}
double error(double ours, long double exact) {
  return double(std::fabs((long double)ours - exact) / ulp(exact, 53, -1074));
}

double exact_error(double ours, double x, double y, const Function& f) {
  mpfr_t a, b, result;
  mpfr_inits2(200, a, b, result, nullptr);
  mpfr_set_d(a, x, MPFR_RNDN);
  mpfr_set_d(b, y, MPFR_RNDN);
  if (f.exact != nullptr)
    f.exact(result, a, MPFR_RNDN);
  else if (f.name[0] == 'a')
    mpfr_atan2(result, a, b, MPFR_RNDN);
  else
    mpfr_pow(result, a, b, MPFR_RNDN);
  const long double last = ulp(mpfr_get_ld(result, MPFR_RNDN), 53, -1074);
  mpfr_sub_d(result, result, ours, MPFR_RNDN);
  const double e = double(std::fabs(mpfr_get_ld(result, MPFR_RNDN)) / last);
  mpfr_clears(a, b, result, nullptr);
  return e;
}

struct Worst {
  double error = 0, x = 0, y = 0;
  std::mutex lock;

  void offer(double e, double ours, double at_x, double at_y,
             const Function& f) {
    // Long double's own error is below 0.005 ulp of double.
    if (e < error + 0.0002) return;
    const std::lock_guard guard(lock);
    const double exact = exact_error(ours, at_x, at_y, f);
    if (exact > error) {
      error = exact;
      x = at_x;
      y = at_y;
    }
  }
};

void measure(const Function& f, Number count) {
  Worst worst;
#pragma omp parallel for schedule(static)
  for (Number i = 0; i < count; ++i) {
    const double x = random_number(i, f.low, f.high), ours = f.ours(x);
    const long double exact = f.close(x);
    if (std::isinf(double(exact)) && double(exact) == ours) continue;
    worst.offer(error(ours, exact), ours, x, 0, f);
  }
  std::printf("%-8s %.4f ulp at %a\n", f.name, worst.error, worst.x);
  std::fflush(stdout);
}

// Two numbers: powers of every size, and angles of every kind.
void measure_two(const Function& f, double (*ours_of)(double, double),
                 long double (*close)(long double, long double), Number count) {
  Worst worst;
  const bool power = f.name[0] == 'p';
#pragma omp parallel for schedule(static)
  for (Number i = 0; i < count; ++i) {
    double x = random_number(i, f.low, f.high);
    double y = random_number(mixed(i), -10, 10);
    if (power) {
      if (i % 4 == 0) x = 1 + (unit(i) - 0.5) * std::ldexp(1.0, -int(i % 40));
      y = (unit(~i) - 0.5) * 1490 / std::log(x);
    }
    const double ours = ours_of(x, y);
    const long double exact = close(x, y);
    if (!std::isfinite(y) || std::isinf(double(exact))) continue;
    worst.offer(error(ours, exact), ours, x, y, f);
  }
  std::printf("%-8s %.4f ulp at %a, %a\n", f.name, worst.error, worst.x,
              worst.y);
  std::fflush(stdout);
}

double power_of_integer(double base, double n) {
  return own::power(base, Number(n));
}
void measure_integer_power(Number count) {
  Worst worst;
  const Function f{"power", nullptr, nullptr, nullptr, nullptr, 0, 0};
#pragma omp parallel for schedule(static)
  for (Number i = 0; i < count; ++i) {
    const double base = 1 - std::ldexp(unit(i), -int(i % 50));
    const double n = std::floor(-740 * unit(~i) / std::log(base));
    if (!(n > 0 && n < 0x1p53)) continue;
    const double ours = power_of_integer(base, n);
    worst.offer(error(ours, std::pow((long double)base, (long double)n)), ours,
                base, n, f);
  }
  std::printf("%-8s %.4f ulp at %a, %a\n", f.name, worst.error, worst.x,
              worst.y);
}

// Every float between the ends: the worst error, and how many are not the
// nearest one.
void measure_single(const Function& f, Number stride) {
  double worst = 0;
  Number others = 0;
#pragma omp parallel for schedule(static) reduction(max : worst) \
    reduction(+ : others)
  for (Number bits = 0; bits < Number{1} << 32; bits += stride) {
    const auto x = std::bit_cast<float>(std::uint32_t(bits));
    if (!(x > f.low && x < f.high)) continue;
    const float ours = f.single(x);
    const long double exact = f.close(x);
    if (std::isinf(float(exact)) || std::isinf(double(exact))) continue;
    const long double last = ulp(exact, 24, -149);
    const double e = double(std::fabs((long double)ours - exact) / last);
    worst = e > worst ? e : worst;
    others += float(exact) != ours;
  }
  std::printf("%-8s float: %.9f ulp, %lu not the nearest\n", f.name, worst,
              static_cast<unsigned long>(others));
  std::fflush(stdout);
}

#define BOTH(name) #name, own::name, own::name, name##l, mpfr_##name
const double most = 1.7976931348623157e308;
const Function functions[] = {
    {BOTH(exp), -746, 709.8},    {BOTH(exp2), -1076, 1024},
    {BOTH(expm1), -38, 709.8},   {BOTH(log), 5e-324, most},
    {BOTH(log1p), -1, most},     {BOTH(log2), 5e-324, most},
    {BOTH(log10), 5e-324, most}, {BOTH(sinh), -710.5, 710.5},
    {BOTH(cosh), -710.5, 710.5}, {BOTH(tanh), -20, 20},
    {BOTH(sin), -most, most},    {BOTH(cos), -most, most},
    {BOTH(tan), -most, most},    {BOTH(atan), -most, most},
    {BOTH(cbrt), -most, most},   {BOTH(erf), -6, 6},
    {BOTH(erfc), -6, 27.3},      {BOTH(sin), -100, 100},
    {BOTH(cos), -100, 100},      {BOTH(tan), -100, 100},
    {BOTH(sin), -2e6, 2e6},      {BOTH(log), 0.5, 2},
    {BOTH(log2), 0.5, 2},        {BOTH(log10), 0.5, 2},
    {BOTH(tanh), -1, 1},         {BOTH(sinh), -1, 1},
    {BOTH(log1p), -1, 1},        {BOTH(expm1), -1, 1},
    {BOTH(atan), -4, 4},         {BOTH(erf), -1, 1},
    {BOTH(erfc), -1, 1}};
#undef BOTH

}  // namespace

int main(int argc, char** argv) {
  const Number count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1000000;
  const Number stride = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 0;
  if (stride != 0) {
    for (int i = 0; i < 17; ++i)
      measure_single(functions[i], stride);
    return 0;
  }
  for (const Function& f : functions)
    measure(f, count);
  const Function pow{"pow", nullptr, nullptr, nullptr, nullptr, 5e-324, most};
  measure_two(pow, own::pow, powl, count);
  const Function atan2{"atan2", nullptr, nullptr, nullptr, nullptr, -10, 10};
  measure_two(atan2, own::atan2, atan2l, count);
  measure_integer_power(count);
}
