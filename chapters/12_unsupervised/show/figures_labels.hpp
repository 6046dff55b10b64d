/// Figures of learning with few labels.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "../label_trials.hpp"

namespace chapter12 {

void draw_moons(const std::filesystem::path& out, const Points& moons,
                const std::vector<MoonLabels>& all);
/// Mean test accuracy over the number of labels.
void draw_label_curves(const std::filesystem::path& out,
                       const arma::uvec& counts,
                       const std::vector<Accuracies>& all);

}  // namespace chapter12
