/// Pictures of bias and variance.
#pragma once

#include <filesystem>
#include <vector>

#include "../bias_variance.hpp"

namespace chapter07 {

/// bias_variance.svg: some fits of three degrees, and the errors of all.
void draw_bias_variance(const std::vector<Decomposition>& degrees,
                        const TrainingSets& sets,
                        const std::filesystem::path& out);

}  // namespace chapter07
