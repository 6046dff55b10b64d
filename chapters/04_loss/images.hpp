/// Real images: as columns of numbers, and as small color pictures.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/error.hpp"
#include "nn/core/random.hpp"
#include "nn/data/dataset.hpp"
#include "nn/data/pixels.hpp"

namespace chapter04 {

/// Images as columns of pixels in 0 ... 1, and their classes.
struct Images {
  arma::fmat pixels;  ///< features x count
  std::vector<std::int32_t> labels;
  std::vector<std::string> class_names;

  arma::uword size() const { return pixels.n_cols; }
};

/// The first `count` images of the data set.
inline Images first_images(const nn::Dataset& data, std::size_t count) {
  count = std::min(count, data.size());
  Images images{arma::fmat(data.shape.features(), count),
                {data.labels.begin(), data.labels.begin() + long(count)},
                data.class_names};
  nn::to_unit_interval(data.pixels.data(), images.pixels.memptr(),
                       images.pixels.n_elem, {});
  return images;
}

/// Training and test images.
struct ImageSets {
  Images train, test;
};

/// The images that the library finds, or nothing and a line that says why.
inline std::optional<ImageSets> load_sets(std::size_t train, std::size_t test) {
  try {
    const nn::TrainTest data = nn::load_images("");
    fmt::print("Images: {}\n", nn::describe(data.train));
    return ImageSets{first_images(data.train, train),
                     first_images(data.test, test)};
  } catch (const nn::DataError& error) {
    fmt::print("No images, so their steps are left out: {}\n", error.what());
    return std::nullopt;
  }
}

/// A column of 28 x 28 pixels as a picture. Pixels are stored row by row, but
/// Armadillo stores columns: hence the transpose.
inline arma::mat picture(const arma::fvec& pixels) {
  const auto side = arma::uword(std::lround(std::sqrt(double(pixels.n_elem))));
  return arma::conv_to<arma::mat>::from(arma::reshape(pixels, side, side).t());
}

/// A picture of at most 32 x 32 as 32 * 32 * 3 = 3072 numbers: centered on
/// black, each pixel three times, for red, green and blue.
inline arma::vec color_pixels(const arma::mat& picture) {
  arma::mat canvas(32, 32, arma::fill::zeros);
  canvas.submat((32 - picture.n_rows) / 2, (32 - picture.n_cols) / 2,
                arma::size(picture)) = picture;
  const arma::vec by_rows = arma::vectorise(canvas.t());
  return arma::vectorise(arma::repmat(by_rows.t(), 3, 1));
}

/// What each pixel adds to a score, w % x, summed over its three colors:
/// 32 x 32.
inline arma::mat pixel_parts(const arma::vec& parts) {
  const arma::rowvec sums = arma::sum(arma::reshape(parts, 3, 1024), 0);
  return arma::reshape(sums, 32, 32).t();
}

/// Numbers around 0 as grays around 1/2: white is +largest, black -largest.
inline arma::mat as_grays(const arma::mat& values, double largest) {
  return arma::clamp(0.5 + values / (2 * largest), 0, 1);
}

}  // namespace chapter04
