/// Tables of the random walk.
#pragma once

#include <cstdint>
#include <vector>

#include "../td.hpp"

namespace chapter13 {

/// Its states, and the temporal difference of every step.
void print_first_walk(const Episode& episode, double alpha);
/// The values of the five states after some walks, beside the true ones.
void print_walk_values(const arma::mat& values,
                       const std::vector<arma::uword>& walks);
/// The mean error of both targets with every rate; the best is chosen with
/// other walks than those that are reported.
void print_rates(const std::vector<double>& rates, std::uint32_t runs,
                 std::uint64_t seed);

}  // namespace chapter13
