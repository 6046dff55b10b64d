/// Two drawings with the numbers of the run: the network as volumes, and the
/// convolution as a product of matrices.
#pragma once

#include <filesystem>
#include <vector>

#include "../convolution.hpp"
#include "../lenet.hpp"

namespace chapter08 {

/// lenet.svg: a box for every volume, as high as its image, as deep as that is
/// wide, as long as it has channels; shapes and parameters are written there.
void draw_volumes(const std::vector<Volume>& volumes,
                  const std::filesystem::path& out);

/// im2col.svg: one window of the image and its column of the patches, the
/// kernel as a row, and their product. One channel, stride 1, no padding.
/// window: the number of the window, row by row.
void draw_im2col(const Image& x, const arma::mat& kernel, arma::uword window,
                 const std::filesystem::path& out);

}  // namespace chapter08
