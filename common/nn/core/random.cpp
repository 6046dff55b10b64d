#include "nn/core/random.hpp"

#include <cmath>
#include <numbers>
#include <utility>

#include <Random123/philox.h>

namespace nn {

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                    std::array<std::uint32_t, 2> key) {
  const r123::Philox4x32::ctr_type c = {
      {counter[0], counter[1], counter[2], counter[3]}};
  const r123::Philox4x32::key_type k = {{key[0], key[1]}};
  const auto r = r123::Philox4x32{}(c, k);
  return {r[0], r[1], r[2], r[3]};
}

Random::Random(std::uint64_t seed, Stream stream, std::uint32_t index)
    : key_{static_cast<std::uint32_t>(seed),
           static_cast<std::uint32_t>(seed >> 32)},
      counter_{0, 0, index, static_cast<std::uint32_t>(stream)} {}

std::uint32_t Random::bits() {
  if (used_ == 4) {
    block_ = philox(counter_, key_);
    if (++counter_[0] == 0) ++counter_[1];
    used_ = 0;
  }
  return block_[static_cast<std::size_t>(used_++)];
}

double Random::uniform() {
  // The middle of one of 2^32 equal intervals: never 0, never 1.
  return (bits() + 0.5) * 0x1p-32;
}

double Random::uniform(double low, double high) {
  return low + (high - low) * uniform();
}

std::uint32_t Random::integer(std::uint32_t n) {
  // Lemire's multiplication method; redraws in the biased low part.
  const std::uint32_t threshold = (0u - n) % n;
  for (;;) {
    const std::uint64_t product = std::uint64_t{bits()} * n;
    if (static_cast<std::uint32_t>(product) >= threshold)
      return static_cast<std::uint32_t>(product >> 32);
  }
}

double Random::normal() {
  if (has_spare_) {
    has_spare_ = false;
    return spare_normal_;
  }
  const double radius = std::sqrt(-2 * std::log(uniform()));
  const double angle = 2 * std::numbers::pi * uniform();
  spare_normal_ = radius * std::sin(angle);
  has_spare_ = true;
  return radius * std::cos(angle);
}

void Random::shuffle(std::span<std::uint32_t> items) {
  for (auto i = static_cast<std::uint32_t>(items.size()); i > 1; --i)
    std::swap(items[i - 1], items[integer(i)]);
}

}  // namespace nn
