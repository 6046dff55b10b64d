/// The pictures of derivatives and gradients.
#pragma once

#include <filesystem>

namespace chapter05 {

/// differences.svg: the error of both formulas over h, in both precisions.
void draw_differences(const std::filesystem::path& out);

/// gradient_field.svg: arrows away from a minimum and toward a hill.
void draw_gradient_field(const std::filesystem::path& out);

}  // namespace chapter05
