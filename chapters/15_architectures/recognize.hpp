/// --weights: torchvision's ResNet-18 says what is on a picture.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "nn/program/program.hpp"

namespace chapter15 {

/// What the user asks for.
struct Recognition {
  std::string weights;  ///< .safetensors; "": nothing is asked
  std::string classes;  ///< a file with a line for each class, or ""
  std::string save;     ///< where to write the weights again, or ""
  std::vector<std::string> images;  ///< .ppm, .pgm

  bool wanted() const { return !weights.empty(); }
};

/// --weights, --classes, --save and the images.
void add_recognition(nn::Program& program, Recognition& recognition);

/// Prints the five most likely classes of each image, and writes all logits to
/// OUT/logits.csv: a line for each image.
void recognize(const Recognition& recognition, const nn::Options& options);

/// A line for each class. DataError if there are not as many.
std::vector<std::string> read_class_names(const std::filesystem::path& file,
                                          std::size_t classes);

}  // namespace chapter15
