/// Convolution as a matrix product. Chapter 8; notes C7.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/parallel.hpp"
#include "nn/core/window.hpp"
#include "nn/reference/taps.hpp"

namespace nn::reference {

/// y = W * patches(x) + b, image by image. W is co x (kernel * kernel * ci):
/// its column (ky * kernel + kx) * ci + c belongs to pixel (ky, kx) of the
/// window and channel c.
///
/// What is called convolution in deep learning is cross-correlation: the
/// kernel is not mirrored (as in PyTorch).
template <class Real>
class Convolution {
 public:
  using Matrix = arma::Mat<Real>;

  explicit Convolution(const WindowedShape& shape = {}) : shape_(shape) {}

  void reserve(std::size_t /*workers*/) {}
  void prepare_forward(const Matrix& /*W*/, Worker) {}

  // #region patches
  /// The windows of one image side by side: (kernel * kernel * ci) rows, one
  /// column per output pixel. Pixels in the margin are 0.
  Matrix patches(const Matrix& image) const {
    const std::size_t channels = shape_.in.channels;
    Matrix columns(shape_.window.taps() * channels, shape_.out.pixels(),
                   arma::fill::zeros);
    for_each_tap(
        shape_, [&](std::size_t tap, std::size_t from, std::size_t to) {
          for (std::size_t c = 0; c < channels; ++c)
            columns(tap * channels + c, to) = image(from * channels + c);
        });
    return columns;
  }

  /// The other way: every number of a patch is added to the pixel that it
  /// came from.
  Matrix image(const Matrix& columns) const {
    const std::size_t channels = shape_.in.channels;
    Matrix image(shape_.in.features(), 1, arma::fill::zeros);
    for_each_tap(
        shape_, [&](std::size_t tap, std::size_t from, std::size_t to) {
          for (std::size_t c = 0; c < channels; ++c)
            image(from * channels + c) += columns(tap * channels + c, to);
        });
    return image;
  }
  // #endregion patches

  // #region convolution
  void forward(const Matrix& W, const Matrix& b, const Matrix& x, Matrix& y,
               bool relu, Worker) {
    for (arma::uword j = 0; j < x.n_cols; ++j) {
      Matrix z = W * patches(x.col(j));
      z.each_col() += b.col(0);
      if (relu) z.transform([](Real v) { return v < 0 ? Real(0) : v; });
      y.col(j) = arma::vectorise(z);
    }
  }
  // #endregion convolution

  void prepare_backward(const Matrix& W, Worker) {
    dW_.zeros(arma::size(W));
    db_.zeros(W.n_rows, 1);
  }

  // #region convolution_gradient
  void backward(const Matrix& W, const Matrix& x, const Matrix& y,
                const Matrix& dy, Matrix* dx, bool relu, Worker, BatchPlace) {
    const arma::uword channels = shape_.out.channels;
    for (arma::uword j = 0; j < x.n_cols; ++j) {
      Matrix dz = arma::reshape(dy.col(j), channels, shape_.out.pixels());
      if (relu) dz %= arma::reshape(arma::sign(y.col(j)), arma::size(dz));
      dW_ += dz * patches(x.col(j)).t();
      db_ += arma::sum(dz, 1);
      if (dx) dx->col(j) = image(W.t() * dz);
    }
  }
  // #endregion convolution_gradient

  void gradients(Matrix& dW, Matrix& db, Worker) const {
    dW = dW_;
    db = db_;
  }

 private:
  WindowedShape shape_;
  Matrix dW_, db_;  // summed over the samples so far
};

}  // namespace nn::reference
