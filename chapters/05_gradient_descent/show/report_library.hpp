/// What the chapter prints to show that the library computes the same.
#pragma once

#include <cstdint>

#include "../regression.hpp"

namespace chapter05 {

/// The optimizer alone.
void print_library_descent();

/// Layer, loss and optimizer; and the moving average.
void print_library_batches(const Samples& samples, const arma::vec& start);

/// The whole training loop, on small images.
void print_library_training(std::uint64_t seed);

/// The gradient check of a network.
void print_library_check(std::uint64_t seed);

}  // namespace chapter05
