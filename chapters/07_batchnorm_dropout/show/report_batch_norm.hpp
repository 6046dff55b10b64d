/// What the chapter prints about batch normalization by hand.
#pragma once

#include "../batch_norm.hpp"
#include "../numerical_gradient.hpp"

namespace chapter07 {

void print_example(const arma::mat& x, const Normalized& n);

void print_gradients(const Example& e);

void print_running(std::uint64_t seed);

void print_company(std::uint64_t seed);

}  // namespace chapter07
