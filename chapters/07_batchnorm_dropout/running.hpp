/// BatchNorm when there is no batch: what it stores for later, and how a
/// sample's output depends on the rest of its batch in training.
#pragma once

#include <cstdint>
#include <vector>

namespace chapter07 {

/// What the running statistics have become after some batches.
struct RunningRow {
  int batches;
  double mean, variance;
  double distance;  ///< from the library's
};

/// Feeds the same batches to our BatchNorm and to the library's.
std::vector<RunningRow> follow_running(std::uint64_t seed,
                                       const std::vector<int>& stops);

/// What the number `value` becomes in several batches.
struct Company {
  std::vector<double> training;    ///< with different companions each time
  std::vector<double> evaluation;  ///< in the same batches
  double alone_training, alone_gradient, alone_evaluation;
};

/// The first sample of every batch is `value`; the rest is drawn anew.
Company in_company(double value, std::uint64_t seed);

}  // namespace chapter07
