/// What the chapter prints about bias and variance.
#pragma once

#include <vector>

#include "../bias_variance.hpp"

namespace chapter07 {

/// One line for each degree, and what noise, bias and variance add up to.
void print_decompositions(arma::uword points,
                          const std::vector<Decomposition>& degrees);

}  // namespace chapter07
