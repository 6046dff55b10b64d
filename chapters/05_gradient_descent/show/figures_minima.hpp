/// The pictures of starts, minima and a saddle.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "nn/figures/figure.hpp"

namespace chapter05 {

/// x_sin_x.svg: descents from several starts; which minimum from which start.
void draw_x_sin_x(const std::filesystem::path& out, double small, double large);

/// starts.svg: at each rate, which minimum each start leads to.
void draw_starts(const std::filesystem::path& out,
                 const std::vector<double>& rates,
                 const std::vector<nn::Grid>& maps);

/// saddle.svg: from the ridge above a saddle, without noise and with it.
void draw_saddle(const std::filesystem::path& out, std::uint64_t seed);

}  // namespace chapter05
