/// EMNIST's ways: its file names, its classes, its lying images (Cohen et al.,
/// arXiv 1702.05373).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nn/core/buffer.hpp"

namespace nn::emnist {

/// The split of a file's name, "letters" of emnist-letters-train-…; "" if it is
/// none of EMNIST's six.
std::string split_of(const std::string& file_name);

/// The names of a split's classes. In "letters" label 1 is the first.
std::vector<std::string> class_names(const std::string& split);
std::uint8_t first_label(const std::string& split);

/// Images of `height` x `width` pixels are stored column by column: afterwards
/// they stand upright, width x height.
void turn_upright(Buffer<std::uint8_t>& pixels, std::size_t height,
                  std::size_t width);

}  // namespace nn::emnist
