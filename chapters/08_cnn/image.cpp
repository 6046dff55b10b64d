#include "image.hpp"

#include "nn/core/error.hpp"

namespace chapter08 {

Image gray(const arma::mat& pixels) {
  Image image(pixels.n_rows, pixels.n_cols, 1);
  image.slice(0) = pixels;
  return image;
}

nn::Shape shape_of(const Image& x) {
  return {x.n_slices, x.n_rows, x.n_cols};
}

// #region column-of
/// The library's column: pixel by pixel, row by row, channels fastest.
arma::vec column_of(const Image& x) {
  arma::vec column(x.n_elem);
  arma::uword k = 0;
  for (arma::uword i = 0; i < x.n_rows; ++i)
    for (arma::uword j = 0; j < x.n_cols; ++j)
      for (arma::uword c = 0; c < x.n_slices; ++c)
        column(k++) = x(i, j, c);
  return column;
}
// #endregion column-of

Image image_of(const arma::vec& column, const nn::Shape& shape) {
  if (column.n_elem != shape.features())
    throw nn::ShapeError(
        fmt::format("an image of {} has {} numbers, but the column has {}; "
                    "give it the shape that it was made from",
                    nn::to_string(shape), shape.features(), column.n_elem));
  Image x(shape.height, shape.width, shape.channels);
  arma::uword k = 0;
  for (arma::uword i = 0; i < x.n_rows; ++i)
    for (arma::uword j = 0; j < x.n_cols; ++j)
      for (arma::uword c = 0; c < x.n_slices; ++c)
        x(i, j, c) = column(k++);
  return x;
}

double distance(const Image& a, const Image& b) {
  if (arma::size(a) != arma::size(b)) return arma::datum::inf;
  const Image difference = arma::abs(a - b);
  return difference.has_nan() ? arma::datum::nan : difference.max();
}

}  // namespace chapter08
