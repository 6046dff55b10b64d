/// How sums over a batch are split and combined: the same way on any processor
/// and for any number of threads.
///
/// A float sum depends on its order. Here the order depends only on the number
/// of samples. They are split into parts; within a part, numbers are added one
/// after the other; the parts are combined in a binary tree, neighbors first:
///
///     ((p0 + p1) + (p2 + p3)) + ((p4 + p5) + (p6 + p7)) ...
///
/// 1, 2, 4, 8 or 16 threads each own whole branches of that tree. The
/// boundaries of 8 parts are among those of 16, and so on.
#pragma once

#include <cstddef>

#include "nn/core/parallel.hpp"

namespace nn {

/// Increased whenever an order of operations changes: training runs of two
/// versions end in different bits (tests/programs/digits.json). Stored in
/// checkpoints.
inline constexpr int digits_version = 3;

/// Parts of every sum over samples except a linear layer's dW.
inline constexpr std::size_t sum_parts = 16;

/// The samples of one of `parts` parts of n; empty where n is small.
constexpr Range part_of(std::size_t n, std::size_t part,
                        std::size_t parts = sum_parts) {
  return {part * n / parts, (part + 1) * n / parts};
}

/// The part that sample `i` of n belongs to.
constexpr std::size_t part_with(std::size_t i, std::size_t n) {
  std::size_t part = i * sum_parts / n;
  while (part_of(n, part).end <= i)
    ++part;
  return part;
}

/// Parts of the sum in a linear layer's dW: 2^floor(log2(n / 32)), 1 … 16.
/// Combining a part costs as much as a sample or two, so sixteen parts do not
/// pay off for few samples.
constexpr std::size_t linear_parts(std::size_t n) {
  std::size_t parts = 1;
  while (parts < sum_parts && 64 * parts <= n)
    parts *= 2;
  return parts;
}

/// The samples of a worker who owns whole parts.
constexpr Range samples_of(Worker worker, std::size_t n) {
  const Range parts = worker.share(sum_parts);
  return {part_of(n, parts.begin).begin, part_of(n, parts.end).begin};
}

/// The sum of sum_parts numbers (or anything else with +=), combined as above.
/// It overwrites the first; the others are clobbered.
template <class T>
constexpr const T& tree_sum(T* parts) {
  for (std::size_t step = 1; step < sum_parts; step *= 2)
    for (std::size_t i = 0; i < sum_parts; i += 2 * step)
      parts[i] += parts[i + step];
  return parts[0];
}

/// The sum of f(0), …, f(n - 1) in double: sixteen sums side by side, number i
/// to sum i mod 16, combined as above. (One after the other, each addition
/// would wait for the one before.)
template <class F>
double interleaved_sum(std::size_t n, F f) {
  double sums[sum_parts] = {};
  std::size_t i = 0;
  for (; i + sum_parts <= n; i += sum_parts)
#pragma omp simd
    for (std::size_t l = 0; l < sum_parts; ++l)
      sums[l] += f(i + l);
  for (std::size_t l = 0; i < n; ++i, ++l)
    sums[l] += f(i);
  return tree_sum(sums);
}

/// The sum of f(0), …, f(n - 1), one after the other within each part.
template <class F>
double sum_in_parts(std::size_t n, F f) {
  double sums[sum_parts] = {};
  for (std::size_t p = 0; p < sum_parts; ++p)
    for (std::size_t i = part_of(n, p).begin; i < part_of(n, p).end; ++i)
      sums[p] += f(i);
  return tree_sum(sums);
}

}  // namespace nn
