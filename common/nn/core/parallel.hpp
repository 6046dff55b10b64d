/// How work is divided among threads: by ranges of samples or features.
#pragma once

#include <cstddef>

namespace nn {

/// begin, begin + 1, …, end - 1.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
  constexpr std::size_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
};

/// One of `count` threads that share a task.
struct Worker {
  std::size_t index = 0;
  std::size_t count = 1;

  /// This worker's part of 0 … n-1: contiguous and the same in every run; sizes
  /// differ by at most one. The parts of all workers, in order, make up the
  /// whole.
  constexpr Range share(std::size_t n) const {
    return {n * index / count, n * (index + 1) / count};
  }
  /// The same in multiples of `unit`; the last piece may be smaller. If a unit
  /// fills a vector register, each number is computed by the same instructions
  /// for any number of workers.
  constexpr Range share(std::size_t n, std::size_t unit) const {
    const Range units = share((n + unit - 1) / unit);
    return {units.begin * unit, units.end * unit < n ? units.end * unit : n};
  }
  constexpr bool is_last() const { return index + 1 == count; }
};

/// The position of some samples in a batch: the index of the first, and the
/// size of the whole batch.
struct BatchPlace {
  std::size_t first = 0;
  std::size_t samples = 0;
};

}  // namespace nn
