/// What the chapter prints about the descent and its learning rate.
#pragma once

#include <vector>

#include "nn/core/armadillo.hpp"

namespace chapter05 {

/// The descent on the parabola next to its closed form 1 + 5 * 0.9^k.
void print_parabola(const arma::vec& way);

/// x after some steps, for several learning rates.
void print_rates(const std::vector<double>& rates);

/// The remaining share of each coordinate's distance after 100 valley steps.
void print_valley(const std::vector<double>& shares);

}  // namespace chapter05
