/// What the chapter prints about lines and penalized weights.
#pragma once

#include "../penalty.hpp"

namespace chapter04 {

/// Four sets of points, one line, one loss.
void print_quartet();

/// Zeros among twelve weights for a range of penalties.
void print_zeros(const SparseTask& task);

}  // namespace chapter04
