/// EMNIST's peculiarities: its file names, its classes, its transposed images
/// (Cohen et al., arXiv 1702.05373).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nn/core/buffer.hpp"

namespace nn::emnist {

/// The split in a file's name, e.g. "letters" in emnist-letters-train-…; "" if
/// it is not one of EMNIST's six.
std::string split_of(const std::string& file_name);

/// The names of a split's classes. In "letters" the first label is 1.
std::vector<std::string> class_names(const std::string& split);
std::uint8_t first_label(const std::string& split);

/// Turns images of `height` x `width` pixels that are stored column by column
/// upright: afterward they are width x height.
void turn_upright(Buffer<std::uint8_t>& pixels, std::size_t height,
                  std::size_t width);

}  // namespace nn::emnist
