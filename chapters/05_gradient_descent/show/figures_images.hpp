/// The pictures of training on real images, and of its noise.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "../images.hpp"

namespace chapter05 {

/// gradient_noise.svg: noise over batch size, both axes logarithmic.
void draw_gradient_noise(const std::filesystem::path& out,
                         const arma::vec& sizes, const arma::vec& line,
                         const arma::vec& images);

/// images.svg: the loss over the samples seen, for three batch sizes.
void draw_images(const std::filesystem::path& out,
                 const std::vector<std::pair<std::string, Training>>& runs);

/// smoothed.svg: the losses of the first batches and their moving means.
void draw_smoothed(const std::filesystem::path& out, const arma::vec& losses,
                   double beta);

}  // namespace chapter05
