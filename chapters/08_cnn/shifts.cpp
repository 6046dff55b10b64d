#include "shifts.hpp"

#include <algorithm>

#include "examples.hpp"
#include "pictures.hpp"

namespace chapter08 {
namespace {

Image without_sides(const Image& x, arma::uword margin) {
  return x.cols(margin, x.n_cols - margin - 1);
}

}  // namespace

Image moved_right(const Image& x, arma::uword pixels) {
  Image y(arma::size(x));
  for (arma::uword c = 0; c < x.n_slices; ++c)
    y.slice(c) = moved(x.slice(c), int(pixels));
  return y;
}

Map convolution(const arma::mat& kernel, arma::uword stride) {
  return [=](const Image& x) {
    return convolve(x, one_filter(kernel), {3, stride, 1});
  };
}

Map local_windows(arma::uword height, arma::uword width, nn::Random& random) {
  const Image kernels = random_image({height * width, 3, 3}, random);
  return [=](const Image& x) {
    Image in = padded(x, 1), y(arma::size(x));
    for (arma::uword i = 0; i < height; ++i)
      for (arma::uword j = 0; j < width; ++j)
        y(i, j, 0) = arma::accu(window_at(in, i, j, {3, 1, 0}).eval().slice(0) %
                                kernels.slice(i * width + j));
    return y;
  };
}

// #region shift-error
/// How far f(moved x) is from f(x), moved by as many columns as fit best: 0 if
/// the map moves as the image does. `margin`: columns of the map at either
/// side that are not compared.
double shift_error(const Map& f, const Image& x, arma::uword pixels,
                   arma::uword margin) {
  const Image before = f(x), after = f(moved_right(x, pixels));
  double least = arma::datum::inf;
  for (arma::uword columns = 0; columns <= pixels; ++columns)
    least = std::min(
        least, distance(without_sides(after, margin),
                        without_sides(moved_right(before, columns), margin)));
  return least;
}
// #endregion shift-error

double change(const Map& f, const Image& x, arma::uword pixels) {
  const arma::vec before = arma::vectorise(f(x));
  return arma::norm(arma::vectorise(f(moved_right(x, pixels))) - before) /
         arma::norm(before);
}

}  // namespace chapter08
