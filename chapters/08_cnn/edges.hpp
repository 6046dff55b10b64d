/// Kernels that were designed by hand, long before any were learned.
#pragma once

#include <vector>

#include "nn/core/armadillo.hpp"

namespace chapter08 {

struct NamedKernel {
  const char* name;   ///< for tables
  const char* label;  ///< for figures, in both languages
  arma::mat weights;
};

/// Sobel in both directions, Laplace, blur and sharpen.
std::vector<NamedKernel> named_kernels();

/// One channel filtered with one kernel; the size stays the same.
arma::mat filtered(const arma::mat& pixels, const arma::mat& kernel);

/// The magnitude of the gradient (Sobel x, Sobel y): how steeply the
/// brightness changes, in any direction.
arma::mat edge_strength(const arma::mat& pixels);

}  // namespace chapter08
