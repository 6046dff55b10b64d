/// A recurrence with one matrix, unrolled: as deep as one likes.
#pragma once

#include "program.hpp"

namespace chapter14 {

/// h = tanh(W h + x), `steps` times; results: the sum of the squares of the
/// last h, and its gradient with respect to W. W 32 x 32, x and h 32 x 64.
struct Unrolled {
  Program program;
  std::vector<Id> states;
  Id loss = 0;

  /// The same, but on the way back only every so many states are there.
  Program keeping_one_in(std::size_t states_kept) const;
};

Unrolled unrolled(std::size_t steps);

}  // namespace chapter14
