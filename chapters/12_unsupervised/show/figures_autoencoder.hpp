/// Figures of the autoencoder.
#pragma once

#include <filesystem>

#include "../autoencoder.hpp"

namespace chapter12 {

/// What each hidden unit adds to the image, without the penalty (above) and
/// with it.
void draw_features(const std::filesystem::path& out, const Learned& plain,
                   const Learned& sparse);

}  // namespace chapter12
