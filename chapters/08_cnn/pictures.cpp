#include "pictures.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "nn/core/random.hpp"

namespace chapter08 {

arma::mat pixels_of(const nn::Dataset& data, std::size_t sample) {
  const nn::Shape& s = data.shape;
  arma::mat image(s.height, s.width);
  for (std::size_t p = 0; p < s.pixels(); ++p)
    image(p / s.width, p % s.width) =
        data.pixels[sample * s.features() + p * s.channels] / 255.0;
  return image;
}

nn::Dataset first_images(const nn::Dataset& data, std::size_t n) {
  nn::Dataset part = data;
  n = std::min(n, data.size());
  part.pixels.resize(n * data.shape.features());
  part.labels.resize(n);
  return part;
}

nn::Dataset changed(const nn::Dataset& data,
                    const std::function<arma::mat(const arma::mat&)>& change) {
  nn::Dataset result = data;
  const nn::Shape& s = data.shape;
  for (std::size_t i = 0; i < data.size(); ++i) {
    const arma::mat image = change(pixels_of(data, i));
    for (std::size_t p = 0; p < s.pixels(); ++p)
      result.pixels[i * s.features() + p] = static_cast<std::uint8_t>(
          std::lround(255 * image(p / s.width, p % s.width)));
  }
  return result;
}

arma::uvec random_order(std::size_t count, std::uint64_t seed) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0u);
  nn::Random(seed, nn::Stream::shuffle).shuffle(order);
  return arma::conv_to<arma::uvec>::from(order);
}

nn::Dataset shuffled(const nn::Dataset& data, const arma::uvec& order) {
  return changed(data, [&](const arma::mat& image) {
    arma::mat result(arma::size(image));
    for (arma::uword p = 0; p < order.n_elem; ++p)
      result(p / image.n_cols, p % image.n_cols) =
          image(order(p) / image.n_cols, order(p) % image.n_cols);
    return result;
  });
}

arma::mat moved(const arma::mat& image, int pixels) {
  arma::mat result(arma::size(image), arma::fill::zeros);
  const int width = static_cast<int>(image.n_cols);
  for (int j = 0; j < width; ++j)
    if (const int from = j - pixels; from >= 0 && from < width)
      result.col(static_cast<arma::uword>(j)) =
          image.col(static_cast<arma::uword>(from));
  return result;
}

arma::mat blurred(const arma::mat& image, double sigma) {
  if (sigma == 0) return image;
  const double reach = std::ceil(3 * sigma);
  arma::mat bell =
      arma::exp(-arma::square(arma::regspace(-reach, reach) / sigma) / 2);
  bell /= arma::accu(bell);
  return arma::conv2(arma::conv2(image, bell, "same"), bell.t().eval(), "same");
}

std::vector<std::size_t> one_of_each(const nn::Dataset& data,
                                     const std::vector<std::int32_t>& classes) {
  std::vector<std::size_t> samples;
  for (const std::int32_t label : classes) {
    const auto found = std::ranges::find(data.labels, label);
    if (found != data.labels.end())
      samples.push_back(std::size_t(found - data.labels.begin()));
  }
  if (samples.empty()) samples.push_back(0);
  return samples;
}

arma::fmat columns_of(const nn::Dataset& data, std::size_t count) {
  arma::fmat x(data.shape.features(), count);
  std::copy_n(data.pixels.begin(), x.n_elem, x.begin());
  return x / 255;
}

}  // namespace chapter08
