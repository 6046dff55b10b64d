#include "nn/io/number_type.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

namespace nn {
namespace {

template <class T>
T load(const char* bytes) {
  T value{};
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

/// IEEE 754 binary16: a sign, 5 bits of exponent, 10 of the fraction.
double half(std::uint16_t bits) {
  const int exponent = bits >> 10 & 31;
  const double fraction = bits & 1023;
  double size = std::ldexp(1024 + fraction, exponent - 25);
  if (exponent == 0) size = std::ldexp(fraction, -24);
  if (exponent == 31)
    size = fraction == 0 ? std::numeric_limits<double>::infinity()
                         : std::numeric_limits<double>::quiet_NaN();
  return bits >> 15 == 0 ? size : -size;
}

/// Brain floating point: the upper half of a float.
float brain(std::uint16_t bits) {
  return std::bit_cast<float>(std::uint32_t{bits} << 16);
}

/// Converting a number that float cannot hold would be undefined behavior.
float rounded(double value) {
  constexpr auto most = std::numeric_limits<float>::max();
  if (std::abs(value) > most)
    return value > 0 ? std::numeric_limits<float>::infinity()
                     : -std::numeric_limits<float>::infinity();
  return static_cast<float>(value);
}

}  // namespace

std::optional<NumberType> number_type(const std::string& dtype) {
  if (dtype == "F32") return NumberType::f32;
  if (dtype == "F16") return NumberType::f16;
  if (dtype == "BF16") return NumberType::bf16;
  if (dtype == "F64") return NumberType::f64;
  if (dtype == "I64") return NumberType::i64;
  return {};
}

std::size_t size_of(NumberType type) {
  switch (type) {
    case NumberType::f16:
    case NumberType::bf16:
      return 2;
    case NumberType::f32:
      return 4;
    case NumberType::f64:
    case NumberType::i64:
      break;
  }
  return 8;
}

double to_double(NumberType type, const char* bytes) {
  switch (type) {
    case NumberType::f16:
      return half(load<std::uint16_t>(bytes));
    case NumberType::bf16:
      return brain(load<std::uint16_t>(bytes));
    case NumberType::f32:
      return load<float>(bytes);
    case NumberType::i64:
      return static_cast<double>(load<std::int64_t>(bytes));
    case NumberType::f64:
      break;
  }
  return load<double>(bytes);
}

void to_float(NumberType type, std::span<const char> bytes,
              std::span<float> to) {
  const std::size_t size = size_of(type);
  for (std::size_t i = 0; i < to.size(); ++i)
    to[i] = type == NumberType::f32
                ? load<float>(&bytes[i * size])
                : rounded(to_double(type, &bytes[i * size]));
}

}  // namespace nn
