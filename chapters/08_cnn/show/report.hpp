/// What the chapter prints: matrices side by side, sums in full, tables.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "nn/core/armadillo.hpp"
#include "nn/core/window.hpp"

namespace chapter08 {

/// A matrix with a title above it.
struct Titled {
  std::string title;
  arma::mat values;
};

/// Matrices side by side; they need not have the same number of rows.
void print_beside(const std::vector<Titled>& matrices, int decimals = 2);

/// "1*2 + 2*0 + … = 15": one window, product by product.
std::string products(const arma::mat& window, const arma::mat& kernel);

/// One line of the table of sizes.
void print_size(arma::uword size, const nn::Window& w);

/// For stacked convolutions: weights with 1 and with 64 channels, and the
/// receptive field, found in three ways.
void print_stack(int layers, std::size_t kernel);

}  // namespace chapter08
