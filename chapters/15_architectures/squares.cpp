#include "squares.hpp"

#include <algorithm>

namespace chapter15 {
namespace {

/// Where pixel i of `to` lies among the `from` places of one axis: between
/// `low` and `high`, this share of the way.
struct Between {
  arma::uword low, high;
  float share;
};
Between between(arma::uword i, arma::uword from, arma::uword to) {
  const float at = (float(i) + 0.5f) * float(from) / float(to) - 0.5f;
  const float inside = std::clamp(at, 0.f, float(from - 1));
  const auto low = arma::uword(inside);
  return {low, std::min(low + 1, from - 1), inside - float(low)};
}

}  // namespace

arma::uvec square_pixels(const nn::Shape& image, const Corner& corner,
                         arma::uword side) {
  arma::uvec pixels(side * side);
  for (arma::uword i = 0; i < side; ++i)
    for (arma::uword j = 0; j < side; ++j)
      pixels(i * side + j) = (corner.row + i) * image.width + corner.column + j;
  return pixels;
}

arma::mat picture_of(const arma::fvec& column, const nn::Shape& image) {
  return arma::conv_to<arma::mat>::from(
      arma::reshape(column, image.width, image.height).t());
}

arma::fvec enlarged_map(const arma::fvec& map, const nn::Shape& from,
                        const nn::Shape& to) {
  arma::fvec all(to.pixels());
  for (arma::uword i = 0; i < to.height; ++i)
    for (arma::uword j = 0; j < to.width; ++j) {
      const Between y = between(i, from.height, to.height);
      const Between x = between(j, from.width, to.width);
      const auto along = [&](arma::uword row) {
        const arma::uword first = row * from.width;
        return (1 - x.share) * map(first + x.low) +
               x.share * map(first + x.high);
      };
      all(i * to.width + j) =
          (1 - y.share) * along(y.low) + y.share * along(y.high);
    }
  return all;
}

}  // namespace chapter15
