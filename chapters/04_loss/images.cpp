#include "images.hpp"

#include "nn/data/dataset.hpp"
#include "nn/data/pixels.hpp"

namespace chapter04 {
namespace {

/// The first `count` images of the data set.
Images first_images(const nn::Dataset& data, std::size_t count) {
  count = std::min(count, data.size());
  Images images{arma::fmat(data.shape.features(), count),
                {data.labels.begin(), data.labels.begin() + long(count)},
                data.class_names};
  nn::to_unit_interval(data.pixels.data(), images.pixels.memptr(),
                       images.pixels.n_elem, {});
  return images;
}

}  // namespace

std::optional<ImageSets> load_sets(std::size_t train, std::size_t test) {
  const auto data = nn::load_images_or_explain("fashion-mnist");
  if (!data) return std::nullopt;
  fmt::print("Images: {}\n", nn::describe(data->train));
  return ImageSets{first_images(data->train, train),
                   first_images(data->test, test)};
}

arma::mat picture(const arma::fvec& pixels) {
  const auto side = arma::uword(std::lround(std::sqrt(double(pixels.n_elem))));
  return arma::conv_to<arma::mat>::from(arma::reshape(pixels, side, side).t());
}

arma::vec color_pixels(const arma::mat& picture) {
  arma::mat canvas(32, 32, arma::fill::zeros);
  canvas.submat((32 - picture.n_rows) / 2, (32 - picture.n_cols) / 2,
                arma::size(picture)) = picture;
  const arma::vec by_rows = arma::vectorise(canvas.t());
  return arma::vectorise(arma::repmat(by_rows.t(), 3, 1));
}

arma::mat pixel_parts(const arma::vec& parts) {
  const arma::rowvec sums = arma::sum(arma::reshape(parts, 3, 1024), 0);
  return arma::reshape(sums, 32, 32).t();
}

arma::mat as_grays(const arma::mat& values, double largest) {
  return arma::clamp(0.5 + values / (2 * largest), 0, 1);
}

}  // namespace chapter04
