/// Images as columns of numbers, and how they are prepared for training.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/data/dataset.hpp"
#include "nn/data/loader.hpp"
#include "nn/data/pixels.hpp"

#include "scaling.hpp"
#include "whitening.hpp"

namespace chapter02 {

/// How many principal components PCA whitening keeps.
inline constexpr arma::uword kept_components = 100;
/// Added to the variances (of bytes) before ZCA whitening divides by their
/// square roots: below a spread of 25 of 255, directions are mostly noise.
inline constexpr double white_floor = 25.0 * 25.0;

/// Some images: pixels from 0 (black) to 255 (white), one image per column.
struct Images {
  arma::mat x;        ///< features x images
  arma::uvec labels;  ///< one per image
  arma::mat targets;  ///< classes x images: 1 at the label, else 0
};

/// The images first ... first + n - 1 of a data set.
inline Images images_of(const nn::Dataset& data, std::size_t first,
                        std::size_t n) {
  const std::size_t features = data.shape.features();
  Images images{arma::mat(features, n), arma::uvec(n),
                arma::mat(data.classes, n, arma::fill::zeros)};
  std::copy_n(data.pixels.begin() + std::ptrdiff_t(first * features),
              n * features, images.x.begin());
  for (std::size_t i = 0; i < n; ++i) {
    images.labels(i) = arma::uword(data.labels[first + i]);
    images.targets(images.labels(i), i) = 1;
  }
  return images;
}

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

/// A column as a picture, height x width. Pixels are stored in the column row
/// by row, Armadillo fills column by column: so reshape, then transpose.
inline arma::mat picture(const arma::vec& column, const nn::Shape& shape) {
  return arma::reshape(column, shape.width, shape.height).t();
}

/// Pixels that are the same in every image, often the corners.
inline arma::uword constant_pixels(const arma::mat& x) {
  const arma::vec range = arma::max(x, 1) - arma::min(x, 1);
  return arma::accu(range == 0);
}

/// One way to prepare images, learned from the training images.
struct Preparation {
  std::string name;  ///< in both languages
  std::function<arma::mat(const arma::mat&)> apply;
};

/// The methods that the chapter compares, all fitted on `train` alone; PCA
/// whitening keeps the components `kept`.
inline std::vector<Preparation> preparations(const arma::mat& train,
                                             const Components& kept) {
  const double mean = arma::mean(arma::vectorise(train));
  const double deviation = arma::stddev(arma::vectorise(train), 1);
  const Scaling each = z_score(train);
  using arma::mat;
  return {
      {"bytes 0 to 255 | 字节 0 到 255", [](const mat& x) { return x; }},
      {"[0, 1]", [](const mat& x) -> mat { return x / 255; }},
      {"centered and scaled | 中心化并缩放",
       [=](const mat& x) -> mat { return (x - mean) / deviation; }},
      {"each pixel by itself | 逐像素标准化",
       [=](const mat& x) { return each(x); }},
      {"PCA-whitened | PCA 白化",
       [=](const mat& x) { return pca_whitened(kept, x); }},
  };
}

}  // namespace chapter02
