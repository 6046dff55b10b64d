#include "convolution.hpp"

#include "nn/core/error.hpp"

namespace chapter08 {

Filters one_filter(const arma::mat& kernel, double bias) {
  return {{gray(kernel)}, {bias}};
}

// #region output-size
/// How many windows fit in `size` pixels with a margin of `padding` on both
/// sides: (size + 2 padding - kernel) / stride + 1, rounded down.
arma::uword output_size(arma::uword size, const nn::Window& window) {
  const arma::uword padded = size + 2 * window.padding;
  if (padded < window.kernel)
    throw nn::ShapeError(
        fmt::format("a kernel of {} does not fit on {} pixels, padding "
                    "included; pad more or take a smaller kernel",
                    window.kernel, padded));
  return (padded - window.kernel) / window.stride + 1;
}
// #endregion output-size

Image padded(const Image& x, arma::uword padding) {
  Image framed(x.n_rows + 2 * padding, x.n_cols + 2 * padding, x.n_slices,
               arma::fill::zeros);
  framed.subcube(padding, padding, 0, arma::size(x)) = x;
  return framed;
}

// #region convolve
/// y(i, j, o) = bias(o) + the sum of kernel o times the window at (i, j).
/// x: height x width x channels, y: … x kernels.
Image convolve(const Image& x, const Filters& filters,
               const nn::Window& window) {
  const Image in = padded(x, window.padding);
  const arma::uword k = window.kernel, s = window.stride;
  Image y(output_size(x.n_rows, window), output_size(x.n_cols, window),
          filters.count());
  for (arma::uword o = 0; o < y.n_slices; ++o)      // every kernel,
    for (arma::uword i = 0; i < y.n_rows; ++i)      // every place
      for (arma::uword j = 0; j < y.n_cols; ++j) {  // of its window:
        double sum = filters.bias(o);
        for (arma::uword ky = 0; ky < k; ++ky)
          for (arma::uword kx = 0; kx < k; ++kx)
            for (arma::uword c = 0; c < x.n_slices; ++c)
              sum +=
                  filters.kernels[o](ky, kx, c) * in(i * s + ky, j * s + kx, c);
        y(i, j, o) = sum;
      }
  return y;
}
// #endregion convolve

// #region convolve-backward
/// Every product of the forward pass sends dy back to both of its factors:
/// to the kernel times the window, to the window times the kernel.
/// x as in convolve(), dy: like its result.
Gradients convolve_backward(const Image& x, const Filters& filters,
                            const Image& dy, const nn::Window& window) {
  Image in = padded(x, window.padding);
  Image d_in(arma::size(in), arma::fill::zeros);
  Gradients d{{}, filters};
  d.filters.bias.zeros();
  for (arma::uword o = 0; o < dy.n_slices; ++o) {
    d.filters.kernels[o].zeros();
    for (arma::uword i = 0; i < dy.n_rows; ++i)
      for (arma::uword j = 0; j < dy.n_cols; ++j) {
        d.filters.bias(o) += dy(i, j, o);
        d.filters.kernels[o] += dy(i, j, o) * window_at(in, i, j, window);
        window_at(d_in, i, j, window) += dy(i, j, o) * filters.kernels[o];
      }
  }
  const arma::uword p = window.padding;  // drop the frame
  d.x = d_in.subcube(p, p, 0, arma::size(x));
  return d;
}
// #endregion convolve-backward

}  // namespace chapter08
