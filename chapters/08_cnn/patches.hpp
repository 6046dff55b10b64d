/// Convolution as one matrix product ("im2col"). Source: Chellapilla, Puri,
/// Simard, "High performance convolutional neural networks for document
/// processing", IWFHR 2006.
#pragma once

#include <utility>

#include "convolution.hpp"

namespace chapter08 {

/// The windows side by side: (kernel * kernel * channels) rows, one column per
/// output pixel.
arma::mat patches(const Image& x, const nn::Window& window);

/// The kernels stacked: kernels x (kernel * kernel * channels).
arma::mat weight_matrix(const Filters& filters);

/// The same as convolve().
Image convolve_by_product(const Image& x, const Filters& filters,
                          const nn::Window& window);

/// dW and db: the same as those of convolve_backward().
std::pair<arma::mat, arma::vec> filter_gradients_by_product(
    const Image& x, const Image& dy, const nn::Window& window);

}  // namespace chapter08
