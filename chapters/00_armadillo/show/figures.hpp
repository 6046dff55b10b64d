/// images.png: one image of each class.
#pragma once

#include <filesystem>

#include "nn/data/dataset.hpp"

namespace chapter00 {

/// images.png: one image of each class, as stored in memory and upright.
void draw_images(const nn::Dataset& data, const std::filesystem::path& out);

}  // namespace chapter00
