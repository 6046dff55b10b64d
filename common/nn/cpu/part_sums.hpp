/// Long sums over a batch that several workers compute together, in the tree of
/// nn/core/sums.hpp.
#pragma once

#include <array>
#include <span>

#include "nn/core/buffer.hpp"
#include "nn/core/sums.hpp"

namespace nn::cpu {

/// One worker's branches of the tree; each is a vector of sums (dW and db of a
/// convolution). For every part of its samples that is not empty, in order:
///
///     float* sums = branches.begin();
///     ...                                    // adds up the part's samples
///     branches.end(part, samples, worker);
///
/// When all workers are done, total() combines their branches.
class PartSums {
 public:
  /// Makes room for `length` sums per branch.
  void reserve(std::size_t length);
  /// For a new batch: no part yet.
  void clear() { count_ = 0; }

  /// Memory for the next part's sums.
  float* begin() { return branches_[count_].sums.data(); }
  /// The part is complete: merges branches whose neighbor is there, too.
  /// `samples`: of the whole batch.
  void end(std::size_t part, std::size_t samples, Worker worker);

  /// to = the sums `range` of all workers, +0 where one is -0. Their branches
  /// are used up.
  static void total(std::span<PartSums* const> workers, Range range, float* to);

 private:
  struct Branch {
    Buffer<float> sums;
    std::size_t first_part = 0;
  };
  /// A worker has at most six branches that wait for others, and one part.
  static constexpr std::size_t most = 7;

  std::array<Branch, most> branches_;
  std::size_t count_ = 0;
};

}  // namespace nn::cpu
