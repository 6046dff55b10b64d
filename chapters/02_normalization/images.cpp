#include "images.hpp"

namespace chapter02 {

Images images_of(const nn::Dataset& data, std::size_t first, std::size_t n) {
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

arma::mat picture(const arma::vec& column, const nn::Shape& shape) {
  return arma::reshape(column, shape.width, shape.height).t();
}

arma::uword constant_pixels(const arma::mat& x) {
  const arma::vec range = arma::max(x, 1) - arma::min(x, 1);
  return arma::accu(range == 0);
}

}  // namespace chapter02
