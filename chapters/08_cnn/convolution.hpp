/// Convolution, padding and stride, straight from their definitions.
///
/// What deep learning calls convolution is cross-correlation: the kernel is
/// not flipped. Source: LeCun, Bottou, Bengio, Haffner, "Gradient-based
/// learning applied to document recognition", Proc. IEEE 86, 1998; notes C7.
#pragma once

#include <vector>

#include "nn/core/armadillo.hpp"
#include "nn/core/window.hpp"

#include "image.hpp"

namespace chapter08 {

/// What a convolutional layer learns.
struct Filters {
  std::vector<Image> kernels;  ///< kernel x kernel x input channels, each
  arma::vec bias;              ///< one number per kernel

  arma::uword count() const { return kernels.size(); }
};

/// One kernel for one channel, without a bias.
Filters one_filter(const arma::mat& kernel, double bias = 0);

/// How many windows fit in `size` pixels with a margin of `padding` on both
/// sides.
arma::uword output_size(arma::uword size, const nn::Window& window);

/// The image in a frame of zeros.
Image padded(const Image& x, arma::uword padding);

/// y(i, j, o) = bias(o) + the sum of kernel o times the window at (i, j).
/// x: height x width x channels, y: … x kernels.
Image convolve(const Image& x, const Filters& filters,
               const nn::Window& window);

/// All channels of the window whose output is (i, j): a view of `in`.
inline auto window_at(Image& in, arma::uword i, arma::uword j,
                      const nn::Window& window) {
  const arma::uword k = window.kernel;
  return in.subcube(i * window.stride, j * window.stride, 0,
                    arma::size(k, k, in.n_slices));
}

/// The loss's derivatives with respect to the image and the filters.
struct Gradients {
  Image x;
  Filters filters;
};

/// x as in convolve(), dy: like its result.
Gradients convolve_backward(const Image& x, const Filters& filters,
                            const Image& dy, const nn::Window& window);

}  // namespace chapter08
