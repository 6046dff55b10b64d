/// Data sets with modified images.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "nn/core/armadillo.hpp"
#include "nn/data/dataset.hpp"

namespace chapter08 {

/// One image of a data set, 0 … 1, its first channel.
arma::mat pixels_of(const nn::Dataset& data, std::size_t sample);

/// The first n images, or all if there are fewer.
nn::Dataset first_images(const nn::Dataset& data, std::size_t n);

/// The same labels, and change(image) for every image (0 … 1).
nn::Dataset changed(const nn::Dataset& data,
                    const std::function<arma::mat(const arma::mat&)>& change);

/// A random order of `count` pixels.
arma::uvec random_order(std::size_t count, std::uint64_t seed);

/// The pixels in another order, the same order for every image.
nn::Dataset shuffled(const nn::Dataset& data, const arma::uvec& order);

/// All images moved `pixels` to the right (below 0: to the left); what comes
/// in is black.
arma::mat moved(const arma::mat& image, int pixels);

/// A Gaussian of standard deviation `sigma` pixels, first along the rows, then
/// along the columns; outside is black.
arma::mat blurred(const arma::mat& image, double sigma);

/// The first sample of each given class; if there are none, the first sample.
std::vector<std::size_t> one_of_each(const nn::Dataset& data,
                                     const std::vector<std::int32_t>& classes);

/// The first `count` images as columns, 0 … 1.
arma::fmat columns_of(const nn::Dataset& data, std::size_t count);

}  // namespace chapter08
