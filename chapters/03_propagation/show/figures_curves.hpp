/// The pictures of descent, of activation functions and of depth.
#pragma once

#include <array>
#include <filesystem>
#include <vector>

#include "../depth.hpp"

namespace chapter03 {

/// descent.svg: the error of the 2-2-2 network over its steps, both axes
/// logarithmic. Step 0 cannot appear there: it is drawn at 1, with step 1.
void draw_descent(const std::array<std::vector<double>, 3>& errors,
                  const std::filesystem::path& out);

/// activations.svg: the notes' six, each with its derivative.
void draw_activations(const std::filesystem::path& out);

/// vanishing.svg: the size of each layer's gradient.
void draw_depths(const std::vector<Depth>& depths,
                 const std::filesystem::path& out);

}  // namespace chapter03
