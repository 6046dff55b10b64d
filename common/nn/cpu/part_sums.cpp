#include "nn/cpu/part_sums.hpp"

#include <algorithm>
#include <bit>
#include <utility>
#include <vector>

namespace nn::cpu {
namespace {

/// Are the branches that begin with parts a and b the two halves of one branch,
/// the smallest that holds both, given that all parts in `known` are in them or
/// empty?
bool are_neighbors(std::size_t a, std::size_t b, Range known) {
  const auto size = std::size_t{1} << std::bit_width(a ^ b);
  const std::size_t begin = b / size * size;
  return known.begin <= begin && begin + size <= known.end;
}

/// The first part from `part` on that is not empty.
std::size_t next_part(std::size_t part, std::size_t samples) {
  while (part < sum_parts && part_of(samples, part).empty())
    ++part;
  return part;
}

/// Empty parts right before `part` belong to the worker that has `part`.
std::size_t first_known(std::size_t part, std::size_t samples) {
  while (part > 0 && part_of(samples, part - 1).empty())
    --part;
  return part;
}

/// left += right
void add(Range range, float* left, const float* right) {
#pragma omp simd
  for (std::size_t i = range.begin; i < range.end; ++i)
    left[i] += right[i];
}

}  // namespace

void PartSums::reserve(std::size_t length) {
  for (Branch& branch : branches_)
    branch.sums.resize(length);
}

void PartSums::end(std::size_t part, std::size_t samples, Worker worker) {
  branches_[count_++].first_part = part;
  const Range known = {first_known(worker.share(sum_parts).begin, samples),
                       next_part(part + 1, samples)};
  for (; count_ > 1; --count_) {
    Branch &left = branches_[count_ - 2], &right = branches_[count_ - 1];
    if (!are_neighbors(left.first_part, part, known)) return;
    add({0, left.sums.size()}, left.sums.data(), right.sums.data());
  }
}

void PartSums::total(std::span<PartSums* const> workers, Range range,
                     float* to) {
  std::array<Branch*, sum_parts> all, waiting;
  std::size_t count = 0;
  for (PartSums* worker : workers)
    for (std::size_t i = 0; i < worker->count_; ++i)
      all[count++] = &worker->branches_[i];
  std::size_t top = 0;
  for (std::size_t i = 0; i < count; ++i) {
    waiting[top++] = all[i];
    const std::size_t next = i + 1 < count ? all[i + 1]->first_part : sum_parts;
    for (; top > 1 && are_neighbors(waiting[top - 2]->first_part,
                                     all[i]->first_part, {0, next});
         --top)
      add(range, waiting[top - 2]->sums.data(), waiting[top - 1]->sums.data());
  }
  // -0 becomes +0: the sign of a sum of nothing but zeros depends on whether a
  // kernel adds or skips the zeros that a pooling leaves.
  for (std::size_t i = range.begin; i < range.end; ++i)
    to[i - range.begin] = (top > 0 ? waiting[0]->sums[i] : 0) + 0.0f;
}

}  // namespace nn::cpu
