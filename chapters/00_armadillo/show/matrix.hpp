/// How the chapter prints a matrix.
#pragma once

#include <string>

#include "nn/core/armadillo.hpp"

namespace chapter00 {

/// A matrix, row by row, with a name before the first row.
void print_matrix(const std::string& name, const arma::mat& x, int decimals = 0,
                  int width = 4);

}  // namespace chapter00
