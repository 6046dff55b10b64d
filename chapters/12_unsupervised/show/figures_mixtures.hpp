/// Figures of Gaussian mixtures.
#pragma once

#include <filesystem>

#include "../mixture_trials.hpp"

namespace chapter12 {

/// Points and ellipses after some of the steps.
void draw_em(const std::filesystem::path& out, const Points& points,
             const Fit& fit);
void draw_two_ways(const std::filesystem::path& out, const Points& points,
                   const InTwoWays& both);

}  // namespace chapter12
