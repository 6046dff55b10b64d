/// What the chapter prints about batch, mini-batch and stochastic descent.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "../excess.hpp"
#include "../noise.hpp"

namespace chapter05 {

/// After how many samples each way is within a distance of the best loss.
void print_samples_until(const Samples& samples, const std::vector<Way>& ways,
                         const arma::vec& start, int runs, std::uint64_t seed);

/// What is left of a loss. Below 1e-25 it is 0 up to rounding.
std::string what_is_left(double loss);

/// Batch descent on the convex loss, at rates around the limit.
void print_convex_promise(const Samples& samples, const arma::vec& start);

/// The floors that constant rates reach, measured and predicted.
void print_floors(const std::vector<Floor>& floors);

}  // namespace chapter05
