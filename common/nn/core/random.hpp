/// Random numbers that are the same on every machine and any number of
/// threads.
///
/// Philox 4x32-10 turns a counter into four random words with a keyed
/// function: number i of a stream can be computed without numbers 0 … i-1.
/// So a thread, a GPU or a browser that owns sample i draws the same numbers.
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as
/// 1, 2, 3", SC 2011; code: the authors' Random123 library.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace nn {

/// One call of Philox 4x32-10.
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                    std::array<std::uint32_t, 2> key);

/// What a stream of random numbers is used for. Different uses never share
/// numbers, so an extra draw for one changes nothing for the others.
enum class Stream : std::uint32_t {
  general = 0,
  weights = 1,
  shuffle = 2,
  dropout = 3,
  augment = 4,
  data = 5,
};

/// A stream of random numbers, identified by (seed, stream, index); index is,
/// for example, the layer or the epoch.
class Random {
 public:
  explicit Random(std::uint64_t seed, Stream stream = Stream::general,
                  std::uint32_t index = 0);

  /// 32 random bits.
  std::uint32_t bits();
  /// Uniform in (0, 1), both ends excluded.
  double uniform();
  /// Uniform in (low, high).
  double uniform(double low, double high);
  /// Uniform integer in 0 … n-1; n > 0.
  std::uint32_t integer(std::uint32_t n);
  /// Normal with mean 0 and standard deviation 1 (Box-Muller).
  double normal();

  /// Shuffles `items` (Fisher-Yates).
  void shuffle(std::span<std::uint32_t> items);

 private:
  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 4> counter_;
  std::array<std::uint32_t, 4> block_{};
  int used_ = 4;  // words of block_ that are already used
  double spare_normal_ = 0;
  bool has_spare_ = false;
};

}  // namespace nn
