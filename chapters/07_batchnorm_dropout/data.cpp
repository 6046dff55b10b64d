#include "data.hpp"

#include "nn/core/random.hpp"
#include "nn/data/loader.hpp"
#include "nn/data/pixels.hpp"

namespace chapter07 {

namespace {

/// The images `range` of a data set: (pixel / 255 - mean) / deviation.
Samples take(const nn::Dataset& data, nn::Range range,
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

}  // namespace

Samples head(const Samples& samples, std::size_t count) {
  return {
      samples.x.head_cols(count),
      {samples.labels.begin(), samples.labels.begin() + std::ptrdiff_t(count)}};
}

Data prepare(const nn::TrainTest& images, bool smoke) {
  // The pixel mean is part of the network: from training images only.
  const nn::PixelMoments moments =
      nn::pixel_moments(nn::first(images.train, smoke ? 500 : 5000));
  const std::size_t all = images.train.size();
  const std::size_t held_out = smoke ? 200 : 1000;
  return {take(images.train, {0, smoke ? 500u : 4000u}, moments),
          take(images.train, {all - held_out, all}, moments),
          take(images.test, {0, smoke ? 200u : 2000u}, moments)};
}

std::optional<Data> find_data(const std::string& where, bool smoke) {
  const auto images = nn::load_images_or_explain(where);
  if (!images) return std::nullopt;
  fmt::print("\nImages: {}\n", nn::describe(images->train));
  return prepare(*images, smoke);
}

Samples pooled(const Samples& samples) {
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

PrincipalComponents::PrincipalComponents(const arma::fmat& x,
                                         arma::uword components)
    : mean(arma::mean(x, 1)) {
  arma::fmat U, V;
  arma::fvec s;
  arma::svd_econ(U, s, V, x.each_col() - mean, "left");
  basis = U.head_cols(components);
  scale = 1 / std::sqrt(arma::mean(
                  arma::mean(arma::square(basis.t() * (x.each_col() - mean)))));
}

Samples PrincipalComponents::project(const Samples& samples) const {
  return {scale * (basis.t() * (samples.x.each_col() - mean)), samples.labels};
}

Samples with_random_labels(Samples samples, double share, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data, 13);
  for (std::int32_t& label : samples.labels) {
    const auto drawn = static_cast<std::int32_t>(random.integer(10));
    if (random.uniform() < share) label = drawn;
  }
  return samples;
}

}  // namespace chapter07
