/// The settings of one optimizer step.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "nn/core/parallel.hpp"

namespace nn {

/// Settings of one Adam step (Kingma and Ba, 2015, algorithm 1).
struct AdamStep {
  double learning_rate = 1e-3;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
  std::uint64_t step = 1;  ///< t, counted from 1
};

/// Entries of an optimizer's state vectors (means, squares, velocities) below
/// this become 0 on every backend. Otherwise they would decay to subnormal
/// floats (below 1e-38) wherever a pixel has become black, and a processor
/// computes with these a hundred times more slowly.
inline constexpr float optimizer_zero = 1e-30f;

/// What any optimizer can add to its own formula. With dw the gradient of the
/// loss, it uses
///     g = scale dw + l2 w + l1 sign(w)
/// and separately subtracts rate * decay * w from the weights. l2, l1 and decay
/// apply only to the parts `weights` of the flat parameter vector.
struct StepExtras {
  double scale = 1;  ///< below 1 when the gradient is clipped
  double l2 = 0;     ///< adds l2/2 sum(w^2) to the loss
  double l1 = 0;     ///< adds l1 sum(|w|) to the loss
  double decay = 0;  ///< decoupled (Loshchilov and Hutter, ICLR 2019)
  /// In ascending order, without overlap.
  std::span<const Range> weights = everything;

  static constexpr Range everything[] = {
      {0, std::numeric_limits<std::size_t>::max()}};
};

/// Calls f(part of `numbers`, is it weights?), splitting `numbers` where
/// weights begin and end. `weights` as in StepExtras.
template <class F>
void for_each_part(Range numbers, std::span<const Range> weights, F f) {
  std::size_t at = numbers.begin;
  for (const Range& part : weights) {
    const std::size_t begin = std::clamp(part.begin, at, numbers.end);
    const std::size_t end = std::clamp(part.end, at, numbers.end);
    if (at < begin) f(Range{at, begin}, false);
    if (begin < end) f(Range{begin, end}, true);
    at = end;
  }
  if (at < numbers.end) f(Range{at, numbers.end}, false);
}

}  // namespace nn
