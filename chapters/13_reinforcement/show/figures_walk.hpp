/// Figures of the random walk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "nn/core/armadillo.hpp"

namespace chapter13 {

/// walk.svg: the values after some walks, and the line of the true ones.
void draw_walk_values(const std::filesystem::path& out, const arma::mat& values,
                      const std::vector<arma::uword>& walks);
/// errors.svg: the error over walks, both targets with several rates.
void draw_errors(const std::filesystem::path& out, std::uint32_t runs,
                 std::uint64_t seed);

}  // namespace chapter13
