/// Color images in rows, as save_image_grid() draws gray ones.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "nn/core/armadillo.hpp"

namespace nn {

/// Each image is height x width x 3: red, green and blue, values 0 … 1. All
/// else is as in save_image_grid() (nn/figures/figure.hpp).
void save_color_grid(const std::filesystem::path& file,
                     const std::vector<arma::cube>& images, int columns,
                     const std::vector<std::string>& captions = {});

}  // namespace nn
