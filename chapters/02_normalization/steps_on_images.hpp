/// The steps with images of 784 pixels each.
#pragma once

#include "nn/program/program.hpp"

#include "components.hpp"
#include "images.hpp"

namespace chapter02 {

/// All images, and those that these steps use.
struct ImageSets {
  nn::TrainTest data;
  Images train, test;
  Components components;  ///< of the training images
};

/// The images, or nothing and a line that says why there are none.
std::optional<ImageSets> find_images(const nn::Options& options);
void mean_and_deviation(const ImageSets& images);
void prepare(const nn::Options& options, const ImageSets& images);
void train_linear(const nn::Options& options, const ImageSets& images);
void fog(const nn::Options& options, const ImageSets& images);

}  // namespace chapter02
