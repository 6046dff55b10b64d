/// What the chapter draws for real images.
#pragma once

#include <filesystem>

#include "image_report.hpp"

namespace chapter04 {

/// score_parts.png: an image, and what each pixel adds to the three scores.
void draw_score_parts(const ThreeClasses& data, const LinearClassifier& f,
                      const std::filesystem::path& out);

/// templates.png: a row of ten templates for each recipe. The first one in a
/// row has the recipe's short name, the last row the class names.
void draw_templates(const std::vector<Run>& runs, const Images& images,
                    const std::filesystem::path& out);

}  // namespace chapter04
