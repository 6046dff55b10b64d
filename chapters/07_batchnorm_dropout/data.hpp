/// Real images as columns of numbers, and three ways to reduce them.
#pragma once

#include "nn/core/error.hpp"
#include "nn/core/random.hpp"
#include "nn/data/dataset.hpp"
#include "nn/data/loader.hpp"
#include "nn/data/pixels.hpp"

namespace chapter07 {

/// Columns and their classes.
struct Samples {
  arma::fmat x;  ///< features x samples
  std::vector<std::int32_t> labels;

  std::size_t size() const { return labels.size(); }
};

/// The images `range` of a data set: (pixel / 255 - mean) / deviation.
inline Samples take(const nn::Dataset& data, nn::Range range,
                    const nn::PixelMoments& moments) {
  const std::size_t features = data.shape.features();
  Samples samples;
  samples.x.set_size(features, range.size());
  const std::uint8_t* pixels = data.pixels.data() + range.begin * features;
  const nn::Standardization standardize{float(moments.mean),
                                        float(1 / moments.standard_deviation)};
  nn::to_unit_interval(pixels, samples.x.memptr(), samples.x.n_elem,
                       standardize);
  samples.labels.assign(data.labels.begin() + std::ptrdiff_t(range.begin),
                        data.labels.begin() + std::ptrdiff_t(range.end));
  return samples;
}

/// The first `count` of the samples.
inline Samples head(const Samples& samples, std::size_t count) {
  return {
      samples.x.head_cols(count),
      {samples.labels.begin(), samples.labels.begin() + std::ptrdiff_t(count)}};
}

/// The images, or nothing and a line that says why.
inline std::optional<nn::TrainTest> load_or_explain(const std::string& where) {
  try {
    return nn::load_images(where);
  } catch (const nn::DataError& error) {
    fmt::print("\nWithout images the rest is left out: {}\n", error.what());
    return std::nullopt;
  }
}

/// What all experiments of the chapter use: parts that do not overlap.
struct Data {
  Samples train;       ///< the first training images
  Samples validation;  ///< the last ones: for choosing settings
  Samples test;        ///< the first test images: for reporting
};

inline Data prepare(const nn::TrainTest& images, bool smoke) {
  // The pixel mean is part of the network: from training images only.
  const nn::PixelMoments moments =
      nn::pixel_moments(nn::first(images.train, smoke ? 500 : 5000));
  const std::size_t all = images.train.size();
  const std::size_t held_out = smoke ? 200 : 1000;
  return {take(images.train, {0, smoke ? 500u : 4000u}, moments),
          take(images.train, {all - held_out, all}, moments),
          take(images.test, {0, smoke ? 200u : 2000u}, moments)};
}

/// Each 4 x 4 square of a 28 x 28 image becomes its mean: 784 numbers to 49.
inline Samples pooled(const Samples& samples) {
  constexpr arma::uword side = 28, square = 4, small = side / square;
  Samples result{arma::fmat(small * small, samples.size(), arma::fill::zeros),
                 samples.labels};
  for (arma::uword j = 0; j < samples.size(); ++j)
    for (arma::uword p = 0; p < side * side; ++p) {
      const arma::uword row = p / side / square, col = p % side / square;
      result.x(row * small + col, j) +=
          samples.x(p, j) / float(square * square);
    }
  return result;
}

/// The directions in which the training images differ most.
struct PrincipalComponents {
  arma::fvec mean;   ///< features
  arma::fmat basis;  ///< features x components, columns of length 1
  float scale = 1;   ///< makes the numbers' mean square 1

  PrincipalComponents(const arma::fmat& x, arma::uword components)
      : mean(arma::mean(x, 1)) {
    arma::fmat U, V;
    arma::fvec s;
    arma::svd_econ(U, s, V, x.each_col() - mean, "left");
    basis = U.head_cols(components);
    scale = 1 / std::sqrt(arma::mean(arma::mean(
                    arma::square(basis.t() * (x.each_col() - mean)))));
  }

  Samples project(const Samples& samples) const {
    return {scale * (basis.t() * (samples.x.each_col() - mean)),
            samples.labels};
  }
};

/// The same images, but a share of the labels is drawn at random from all ten
/// classes; with share 1, nothing meaningful is left to learn.
inline Samples with_random_labels(Samples samples, double share,
                                  std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data, 13);
  for (std::int32_t& label : samples.labels) {
    const auto drawn = static_cast<std::int32_t>(random.integer(10));
    if (random.uniform() < share) label = drawn;
  }
  return samples;
}

}  // namespace chapter07
