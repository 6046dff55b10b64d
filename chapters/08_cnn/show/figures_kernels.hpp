/// The pictures of what kernels make of images, and of what they see.
#pragma once

#include <filesystem>
#include <vector>

#include "nn/data/dataset.hpp"

namespace chapter08 {

/// edges.png: one row per image: the image, each kernel's response, and the
/// edge strength.
void draw_edges(const nn::Dataset& data,
                const std::vector<std::size_t>& samples,
                const std::filesystem::path& out);

/// fields.png: the number of paths from each pixel to the center output (its
/// square root, to make the edges of the field visible).
void draw_fields(const std::filesystem::path& out);

}  // namespace chapter08
