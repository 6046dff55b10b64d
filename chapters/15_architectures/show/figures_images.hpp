/// Pictures of color images.
#pragma once

#include <filesystem>

#include "nn/data/dataset.hpp"

namespace chapter15 {

/// colors.png: some scenes by day, what each augmentation makes of them, and
/// the same scenes in fog and by lamp.
void draw_augmentations(const std::filesystem::path& out,
                        const nn::Dataset& day);

}  // namespace chapter15
