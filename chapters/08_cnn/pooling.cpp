#include "pooling.hpp"

namespace chapter08 {

// #region pool
/// summary(window) of every window of every channel.
/// x: height x width x channels, the result has fewer pixels.
template <class F>
Image pool(const Image& x, const nn::Window& window, F summary) {
  Image y(output_size(x.n_rows, window), output_size(x.n_cols, window),
          x.n_slices);
  const arma::uword k = window.kernel, s = window.stride;
  for (arma::uword c = 0; c < y.n_slices; ++c)
    for (arma::uword i = 0; i < y.n_rows; ++i)
      for (arma::uword j = 0; j < y.n_cols; ++j)
        y(i, j, c) = summary(x.slice(c).submat(i * s, j * s, arma::size(k, k)));
  return y;
}

Image max_pool(const Image& x, const nn::Window& window) {
  return pool(x, window, [](const arma::mat& w) { return w.max(); });
}

Image average_pool(const Image& x, const nn::Window& window) {
  return pool(x, window, [](const arma::mat& w) {
    return arma::mean(arma::vectorise(w));
  });
}
// #endregion pool

// #region pool-backward
/// dy goes to the largest pixel of its window (row by row, the first of
/// equals); small changes of the others have no effect.
Image max_pool_backward(const Image& x, const Image& dy,
                        const nn::Window& window) {
  Image dx(arma::size(x), arma::fill::zeros);
  const arma::uword k = window.kernel, s = window.stride;
  for (arma::uword c = 0; c < dy.n_slices; ++c)
    for (arma::uword i = 0; i < dy.n_rows; ++i)
      for (arma::uword j = 0; j < dy.n_cols; ++j) {
        const arma::mat w = x.slice(c).submat(i * s, j * s, arma::size(k, k));
        const arma::uword at = w.t().eval().index_max();
        dx(i * s + at / k, j * s + at % k, c) += dy(i, j, c);
      }
  return dx;
}
// #endregion pool-backward

Image average_pool_backward(const Image& x, const Image& dy,
                            const nn::Window& window) {
  Image dx(arma::size(x), arma::fill::zeros);
  const arma::uword k = window.kernel, s = window.stride;
  const double share = 1 / double(window.taps());
  for (arma::uword c = 0; c < dy.n_slices; ++c)
    for (arma::uword i = 0; i < dy.n_rows; ++i)
      for (arma::uword j = 0; j < dy.n_cols; ++j)
        dx.slice(c).submat(i * s, j * s, arma::size(k, k)) +=
            share * dy(i, j, c);
  return dx;
}

}  // namespace chapter08
