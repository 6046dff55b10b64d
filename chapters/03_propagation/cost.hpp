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
inline double passes_by_trying(double parameters) {
  return 2 * parameters;
}

/// Where forward() computes one matrix product, backward() computes one for dW
/// and one for dx; but nobody needs the dx of the first layer. So forward() and
/// backward() together cost 2 forward passes, and a third in the later layers.
inline double passes_by_backward(std::span<const std::size_t> widths) {
  double first = double(widths[0]) * double(widths[1]), all = 0;
  for (std::size_t k = 1; k < widths.size(); ++k)
    all += double(widths[k]) * double(widths[k - 1]);
  return 2 + (all - first) / all;
}

/// Both methods, timed on one sample and one 784-`hidden`-10 network.
struct CostRun {
  double parameters = 0;
  double backward_seconds = 0;  ///< forward and backward
  double trying_seconds = 0;
  nn::GradientCheck check;
};
CostRun time_both_ways(std::size_t hidden, std::uint64_t seed);

}  // namespace chapter03
