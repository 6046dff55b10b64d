/// Figures of trees.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "../pruning.hpp"
#include "../questions.hpp"
#include "../samples.hpp"

namespace chapter11 {

/// Entropy, twice the Gini impurity and twice the minority, over the share.
void draw_measures(const std::filesystem::path& out);

/// Boxes with questions, leaves in the colors of their classes.
void draw_tree(const std::filesystem::path& file, const Tree& tree,
               const std::vector<std::string>& features,
               const std::vector<std::string>& classes);

/// Where trees of depth 1, 3 and without limit draw their boundary.
void draw_depths(const std::filesystem::path& out, const Samples& train);

/// Error over the number of leaves, and over alpha, along the path.
void draw_pruning(const std::filesystem::path& out,
                  const std::vector<PruningStep>& path, const Samples& train,
                  const Samples& validation, const Samples& test);

}  // namespace chapter11
