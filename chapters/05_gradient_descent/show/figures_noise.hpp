/// The pictures of batch, mini-batch and stochastic descent.
#pragma once

#include <filesystem>
#include <utility>
#include <vector>

#include "../noise.hpp"

namespace chapter05 {

/// three_paths.svg: batch, mini-batch and stochastic descent.
void draw_three_paths(const std::filesystem::path& out, const Samples& samples,
                      const arma::mat& batch, const arma::mat& mini,
                      const arma::mat& single);

/// floor.svg: the excess over the steps, and the floors over the rate.
void draw_floor(const std::filesystem::path& out,
                const std::vector<std::pair<double, arma::mat>>& constant,
                const arma::mat& falling, const std::vector<Floor>& floors);

}  // namespace chapter05
