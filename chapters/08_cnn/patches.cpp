#include "patches.hpp"

namespace chapter08 {

// #region patches
/// The windows side by side: (kernel * kernel * channels) rows, one column per
/// output pixel. A pixel seen by nine windows appears here nine times.
arma::mat patches(const Image& x, const nn::Window& window) {
  Image in = padded(x, window.padding);
  const arma::uword width = output_size(x.n_cols, window);
  arma::mat columns(window.taps() * x.n_slices,
                    output_size(x.n_rows, window) * width);
  for (arma::uword pixel = 0; pixel < columns.n_cols; ++pixel)
    columns.col(pixel) =
        column_of(window_at(in, pixel / width, pixel % width, window));
  return columns;
}
// #endregion patches

// #region product
/// The kernels stacked: kernels x (kernel * kernel * channels).
arma::mat weight_matrix(const Filters& filters) {
  arma::mat W(filters.count(), filters.kernels.front().n_elem);
  for (arma::uword o = 0; o < W.n_rows; ++o)
    W.row(o) = column_of(filters.kernels[o]).t();
  return W;
}

/// y = W * patches(x) + b: the result, read column by column, is already in
/// the library's order (pixel by pixel, channels fastest). Nothing has to move.
Image convolve_by_product(const Image& x, const Filters& filters,
                          const nn::Window& window) {
  arma::mat y = weight_matrix(filters) * patches(x, window);
  y.each_col() += filters.bias;
  return image_of(arma::vectorise(y),
                  {filters.count(), output_size(x.n_rows, window),
                   output_size(x.n_cols, window)});
}
// #endregion product

// #region patches-backward
/// dW = dy patches(x)' and db = the sum of dy over the pixels: the gradients
/// of a fully connected layer, with pixels in place of samples.
std::pair<arma::mat, arma::vec> filter_gradients_by_product(
    const Image& x, const Image& dy, const nn::Window& window) {
  const arma::mat d =
      arma::reshape(column_of(dy), dy.n_slices, dy.n_rows * dy.n_cols);
  return {d * patches(x, window).t(), arma::sum(d, 1)};
}
// #endregion patches-backward

}  // namespace chapter08
