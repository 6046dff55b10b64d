/// Mean and standard deviation of all pixels, by hand and by the library.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/data/dataset.hpp"
#include "nn/data/loader.hpp"
#include "nn/data/pixels.hpp"

namespace chapter02 {

// #region moments
/// Mean and standard deviation of pixel / 255 over all pixels of all images,
/// computed from how often each of the 256 values occurs.
struct Moments {
  double mean, deviation;
};
inline Moments moments_of(const nn::Dataset& images) {
  arma::vec count(256, arma::fill::zeros);
  for (std::uint8_t pixel : images.pixels)
    ++count(pixel);
  const arma::vec value = arma::regspace(0, 255) / 255;
  const arma::vec share = count / arma::accu(count);
  const double mean = arma::dot(share, value);
  return {mean, std::sqrt(arma::dot(share, arma::square(value - mean)))};
}
// #endregion moments

// #region library
/// The first n images as the library's loader hands them to a network:
/// pixel / 255, minus the mean, divided by the standard deviation.
inline arma::fmat standardized_by_loader(const nn::Dataset& data, std::size_t n,
                                         const nn::PixelMoments& moments) {
  nn::Loader loader(nn::first(data, n),
                    {.batch_size = n,
                     .shuffle = false,
                     .mean = moments.mean,
                     .standard_deviation = moments.standard_deviation});
  return loader.next()->x;
}

/// The same by the lower-level function, which knows only bytes and floats.
inline arma::fmat standardized_by_pixels(const nn::Dataset& data, std::size_t n,
                                         const nn::PixelMoments& moments) {
  arma::fmat x(data.shape.features(), n);
  nn::to_unit_interval(
      data.pixels.data(), x.memptr(), x.n_elem,
      {float(moments.mean), float(1 / moments.standard_deviation)});
  return x;
}
// #endregion library

}  // namespace chapter02
