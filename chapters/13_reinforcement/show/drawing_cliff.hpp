/// The cliff with both ways on it.
#pragma once

#include <filesystem>

#include "nn/core/armadillo.hpp"

namespace chapter13 {

/// cliff.svg: the greedy ways of two tables Q.
void draw_paths(const std::filesystem::path& out, const arma::mat& sarsa,
                const arma::mat& q_learning);

}  // namespace chapter13
