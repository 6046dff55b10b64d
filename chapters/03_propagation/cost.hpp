/// The cost of a gradient: by backward(), and by trying every weight.
#pragma once

#include <cstdint>
#include <span>

#include "nn/training/gradient_check.hpp"

namespace chapter03 {

/// The parameters of a fully connected network with these widths.
inline double parameters_of(std::span<const std::size_t> widths) {
  double count = 0;
  for (std::size_t k = 1; k < widths.size(); ++k)
    count += double(widths[k]) * (double(widths[k - 1]) + 1);
  return count;
}

/// In forward passes: moving each weight up and down takes two per parameter.
/// backward() computes one matrix product for dW and one for dx where
/// forward() computes one: the cost of two forward passes, at any size.
inline double passes_by_trying(double parameters) {
  return 2 * parameters;
}
inline constexpr double passes_by_backward = 2;

/// Both methods, timed on one sample and one 784-`hidden`-10 network.
struct CostRun {
  double parameters = 0;
  double backward_seconds = 0;  ///< forward and backward
  double trying_seconds = 0;
  nn::GradientCheck check;
};
CostRun time_both_ways(std::size_t hidden, std::uint64_t seed);

}  // namespace chapter03
