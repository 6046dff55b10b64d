// x modulo pi / 2 for every double.
#include <bit>

#include "nn/elementary/trigonometric.hpp"

namespace nn::elementary {
namespace {

// After a word of zeros: the first 1280 bits of 2 / pi.
constexpr std::uint64_t two_over_pi[] = {0,
                                         0xa2f9836e4e441529,
                                         0xfc2757d1f534ddc0,
                                         0xdb6295993c439041,
                                         0xfe5163abdebbc561,
                                         0xb7246e3a424dd2e0,
                                         0x06492eea09d1921c,
                                         0xfe1deb1cb129a73e,
                                         0xe88235f52ebb4484,
                                         0xe99c7026b45f7e41,
                                         0x3991d639835339f4,
                                         0x9c845f8bbdf9283b,
                                         0x1ff897ffde05980f,
                                         0xef2f118b5a0a6d1f,
                                         0x6d367ecf27cb09b7,
                                         0x4f463f669e5fea2d,
                                         0x7527bac7ebe5f17b,
                                         0x3d0739f78a5292ea,
                                         0x6bfb5fb11f8d5d08,
                                         0x56033046fc7b6bab,
                                         0xf0cfbc209af4361d};

// 64 bits of 2 / pi after the first `skipped` of the list.
std::uint64_t window(int skipped) {
  const int word = skipped / 64, shift = skipped % 64;
  if (shift == 0) return two_over_pi[word];
  return two_over_pi[word] << shift | two_over_pi[word + 1] >> (64 - shift);
}

// A 192-bit number, most significant word first.
struct Wide {
  std::uint64_t word[3];
};

// The upper 64 bits of a b.
std::uint64_t upper(std::uint64_t a, std::uint64_t b) {
  const std::uint64_t half = 0xffffffff;
  const std::uint64_t low = (a & half) * (b & half);
  const std::uint64_t left = (a >> 32) * (b & half) + (low >> 32);
  const std::uint64_t right = (a & half) * (b >> 32) + (left & half);
  return (a >> 32) * (b >> 32) + (left >> 32) + (right >> 32);
}

// m times a window of 192 bits, modulo 2^192.
Wide product(std::uint64_t m, int skipped) {
  const std::uint64_t a = window(skipped), b = window(skipped + 64);
  const std::uint64_t c = window(skipped + 128);
  const std::uint64_t middle = m * b + upper(m, c);
  const std::uint64_t carry = middle < m * b ? 1 : 0;
  return {{m * a + upper(m, b) + carry, middle, m * c}};
}

// f / 2^192 as a Pair, from six 32-bit digits, the small ones first.
Pair fraction(const Wide& f) {
  Pair sum{0, 0};
  double unit = 0x1p-192;
  for (int digit = 0; digit < 6; ++digit, unit *= 0x1p32) {
    const std::uint64_t word = f.word[2 - digit / 2];
    const std::uint64_t part = digit % 2 == 0 ? word & 0xffffffff : word >> 32;
    const Pair more = two_sum(double(part) * unit, sum.high);
    sum = {more.high, more.low + sum.low};
  }
  return fast_two_sum(sum.high, sum.low);
}

// For |x| >= 2^20, source: M. H. Payne, R. N. Hanek, "Radian reduction for
// trigonometric functions", ACM SIGNUM Newsletter 18 (1983). The digits of 2/pi
// that give multiples of 4 are skipped; those from there on are integers here.
Angle reduced_huge(double x) {
  const std::uint64_t bits = bits_of(x) & ~sign_bit;
  const std::uint64_t m = (bits & 0xfffffffffffff) | std::uint64_t{1} << 52;
  const int exponent = int(bits >> 52) - 1075;  // |x| = m 2^exponent
  Wide f = product(m, 64 + exponent - 2);
  unsigned quadrant = unsigned(f.word[0] >> 62);
  f.word[0] = f.word[0] << 2 | f.word[1] >> 62;
  f.word[1] = f.word[1] << 2 | f.word[2] >> 62;
  f.word[2] <<= 2;
  const bool beyond_half = f.word[0] >> 63 != 0;
  if (beyond_half) {
    ++quadrant;
    for (std::uint64_t& word : f.word)
      word = ~word;
  }
  const Pair half_pi{0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54};
  const Pair rest = fraction(f) * half_pi;
  const bool negative = is_negative(x);
  return {beyond_half != negative ? -rest : rest,
          negative ? 0 - quadrant : quadrant};
}

}  // namespace

Angle reduced_angle(double x) {
  if (magnitude(x) < 0x1.921fb54442d18p-1) return {{x, 0}, 0};
  if (magnitude(x) >= 0x1p20) return reduced_huge(x);
  // Source: W. J. Cody, W. Waite, "Software Manual for the Elementary
  // Functions" (1980). pi / 2 in parts of 33 bits, times which n is exact.
  const double n = nearest(x * 0x1.45f306dc9c883p-1);
  const double rest = x - n * 0x1.921fb544p+0;
  const Pair first = two_sum(rest, n * -0x1.0b4611a6p-34);
  const Pair second = two_sum(first.high, n * -0x1.3198a2ep-69);
  const double low = (first.low + second.low) - n * 0x1.b839a252049c1p-104;
  return {fast_two_sum(second.high, low), unsigned(int(n))};
}

}  // namespace nn::elementary
