/// The tables about gradients.
#pragma once

#include <array>

#include "nn/core/armadillo.hpp"

namespace chapter03 {

/// The cost of a gradient, for networks of this book.
void print_costs();

/// Four ways to the same gradients, one row per parameter.
void print_four_ways(const std::array<const char*, 12>& names,
                     const arma::mat& columns);

}  // namespace chapter03
