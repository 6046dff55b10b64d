/// The chapter's pictures of images.
#pragma once

#include <filesystem>

#include "nn/core/shape.hpp"

#include "../components.hpp"
#include "../library.hpp"
#include "../preparations.hpp"

namespace chapter02 {

/// preparation.png: eight images, each as it is, without the mean image, with
/// z-scores of every pixel, and ZCA-whitened.
void draw_preparation(const arma::mat& x, const Components& components,
                      const nn::Shape& shape, const std::filesystem::path& out);

/// components.png: the mean image and the first 15 principal components, with
/// their share of the variance.
void draw_components(const Components& c, const nn::Shape& shape,
                     const std::filesystem::path& out);

/// covariance.svg: how the pixels of the middle row vary together.
void draw_covariance(const arma::mat& x, const Components& components,
                     const nn::Shape& shape, const std::filesystem::path& out);

/// training.svg: the loss of the linear model, for every preparation.
void draw_training(const std::vector<Preparation>& ways,
                   const std::vector<Training>& runs,
                   const std::filesystem::path& out);

}  // namespace chapter02
