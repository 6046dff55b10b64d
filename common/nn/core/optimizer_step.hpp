/// What an optimizer is told about one step.
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

/// Below this an optimizer's own vectors (means, squares, velocities) are 0 on
/// every backend. Otherwise they would fade into the smallest floats wherever a
/// pixel has become black, and a processor computes with these (1e-38 and
/// below) a hundred times more slowly.
inline constexpr float optimizer_zero = 1e-30f;

/// What any optimizer can do besides its own formula. With dw the gradient of
/// the loss, it steps along
///     g = scale dw + l2 w + l1 sign(w)
/// and, apart from that, takes rate * decay * w off the weights. l2, l1 and
/// decay act on the parts `weights` of the flat vector only.
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

/// f(part of `numbers`, are these weights?): cuts it where weights begin and
/// end. `weights` as in StepExtras.
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
