/// How work is divided among threads: ranges of samples or features.
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

  /// This worker's part of 0 … n-1: contiguous, the same in every run, and
  /// within one of everybody else's size. The parts of all workers, in order,
  /// make up the whole.
  constexpr Range share(std::size_t n) const {
    return {n * index / count, n * (index + 1) / count};
  }
  /// The same in whole pieces of `unit`; the last piece may be smaller. Where
  /// a unit is what a vector register holds, each number is computed by the
  /// same instructions for any number of workers.
  constexpr Range share(std::size_t n, std::size_t unit) const {
    const Range units = share((n + unit - 1) / unit);
    return {units.begin * unit, units.end * unit < n ? units.end * unit : n};
  }
  constexpr bool is_last() const { return index + 1 == count; }
};

/// Where in a batch some samples are: the first of them, and how many samples
/// the whole batch has.
struct BatchPlace {
  std::size_t first = 0;
  std::size_t samples = 0;
};

}  // namespace nn
