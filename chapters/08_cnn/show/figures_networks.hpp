/// The pictures of the networks: what they are shown, know and look for.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "nn/core/armadillo.hpp"
#include "nn/data/dataset.hpp"

#include "../image.hpp"

namespace chapter08 {

/// shuffled.png: images above, the same images with shuffled pixels below.
void draw_shuffled(const nn::Dataset& plain, const nn::Dataset& mixed,
                   const std::filesystem::path& out);

/// The accuracies of some networks on more and more strongly changed images.
struct Tolerance {
  arma::vec amount;      ///< pixels
  arma::mat accuracies;  ///< amounts x networks, 0 … 1
};

/// moved.svg: accuracy over the shift and over the blur.
void draw_tolerance(const Tolerance& shift, const Tolerance& blur,
                    const std::filesystem::path& out);

/// filters.png: the 16 kernels of the first convolution, before and after.
/// before, after: 16 x 9.
void draw_filters(const arma::mat& before, const arma::mat& after,
                  const std::filesystem::path& out);

/// maps.png: one row per layer: the image, then the layer's first 7 maps.
void draw_maps(const arma::mat& image, const std::vector<Image>& activations,
               const std::vector<std::string>& labels,
               const std::filesystem::path& out);

}  // namespace chapter08
