/// The elastic grid's random numbers, for all control points at once: drawn
/// one by one with std::log, std::sin and std::cos, they would cost more than
/// the rest of the augmentation.
#include <array>
#include <cmath>
#include <cstdint>

#include "nn/core/random.hpp"
#include "nn/core/vector_math.hpp"
#include "nn/data/augment_transform.hpp"

namespace nn {
namespace {

constexpr std::size_t points = Transform::controls * Transform::controls;
constexpr std::size_t blocks = points / 2;

struct Direction {
  float x, y;
};

/// cos and sin of `turn` full turns, 0 <= turn <= 1: reduced to the nearest
/// quarter, then by Cephes' polynomials (sinf.c) within an eighth of it.
inline Direction direction(float turn) {
  const float up = turn * 4 + 0.5f;
  const auto quarter = static_cast<std::int32_t>(up);
  const float angle =
      (turn - static_cast<float>(quarter) * 0.25f) * 6.28318530718f;
  const float z = angle * angle;
  const float s =
      ((-1.9515295891e-4f * z + 8.3321608736e-3f) * z - 1.6666654611e-1f) * z *
          angle +
      angle;
  const float c = ((2.443315711809948e-5f * z - 1.388731625493765e-3f) * z +
                   4.166664568298827e-2f) *
                      z * z -
                  0.5f * z + 1;
  const bool swap = quarter & 1;
  const float x = swap ? s : c, y = swap ? c : s;
  return {(quarter + 1) & 2 ? -x : x, quarter & 2 ? -y : y};
}

/// The words of the grid's blocks, as augment_words() gives them, but computed
/// round by round for all blocks: the ten rounds of one block depend on each
/// other, but several blocks fill a vector. Constants and rounds: Salmon et
/// al., SC 2011.
struct GridWords {
  static constexpr std::size_t padded = 24;  // blocks, in whole vectors
  std::array<std::uint32_t, padded> a{}, b{}, c{}, d{};

  explicit GridWords(const AugmentKey& key) {
    for (std::size_t i = 0; i < padded; ++i) {
      a[i] = static_cast<std::uint32_t>(3 + i);
      b[i] = key.sample;
      c[i] = key.epoch;
      d[i] = static_cast<std::uint32_t>(Stream::augment);
    }
    auto k0 = static_cast<std::uint32_t>(key.seed);
    auto k1 = static_cast<std::uint32_t>(key.seed >> 32);
    for (int i = 0; i < 10; ++i, k0 += 0x9e3779b9, k1 += 0xbb67ae85)
      round(k0, k1);
  }

  void round(std::uint32_t k0, std::uint32_t k1) {
#pragma omp simd
    for (std::size_t i = 0; i < padded; ++i) {
      const std::uint64_t p = std::uint64_t{0xd2511f53} * a[i];
      const std::uint64_t q = std::uint64_t{0xcd9e8d57} * c[i];
      a[i] = static_cast<std::uint32_t>(q >> 32) ^ b[i] ^ k0;
      c[i] = static_cast<std::uint32_t>(p >> 32) ^ d[i] ^ k1;
      b[i] = static_cast<std::uint32_t>(q);
      d[i] = static_cast<std::uint32_t>(p);
    }
  }
};

/// The numbers of augment_uniform(), exact in float.
inline float uniform(std::uint32_t word) {
  return (static_cast<float>(static_cast<std::int32_t>(word >> 9)) + 0.5f) *
         0x1p-23f;
}

}  // namespace

void draw_elastic(Transform& transform, double deviation,
                  const AugmentKey& key) {
  const GridWords words(key);
  std::array<std::uint32_t, points> distance{}, turn{};
  for (std::size_t k = 0; k < blocks; ++k) {
    distance[k] = words.a[k];
    turn[k] = words.b[k];
    distance[k + blocks] = words.c[k];
    turn[k + blocks] = words.d[k];
  }
  const auto e = static_cast<float>(deviation);
#pragma omp simd
  for (std::size_t i = 0; i < points; ++i) {
    const float radius =
        e * std::sqrt(-2 * cpu::vector_log(uniform(distance[i])));
    const Direction to = direction(uniform(turn[i]));
    transform.dx[i] = radius * to.x;
    transform.dy[i] = radius * to.y;
  }
}

}  // namespace nn
