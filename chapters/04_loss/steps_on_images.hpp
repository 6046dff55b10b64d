/// The steps with real images.
#pragma once

#include "nn/program/program.hpp"

#include "images.hpp"
#include "templates.hpp"

namespace chapter04 {

std::optional<ImageSets> find_images(const nn::Options& options);
void scores_of_an_image(const ImageSets& sets, const nn::Options& options);
/// Returns the templates that cross-entropy learned.
Templates ten_templates(const ImageSets& sets, const nn::Options& options);
void loss_of_a_batch(const Templates& learned, const ImageSets& sets,
                     const nn::Options& options);

}  // namespace chapter04
