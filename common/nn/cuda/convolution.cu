#include <algorithm>

#include "nn/cuda/activation.hpp"
#include "nn/cuda/bias.cuh"
#include "nn/cuda/convolution.hpp"
#include "nn/cuda/direct_convolution.cuh"
#include "nn/cuda/row_sums.cuh"

namespace nn::cuda {

// #region im2col
/// patches: patch x (output pixels * samples); one thread per number of it.
/// Neighboring threads have neighboring channels, in images and patches.
__global__ void im2col(int n, Image g, const float* images, float* patches) {
  // #region patches
  for (int i = first(); i < n; i += step()) {
    const int row = i % g.patch(), column = i / g.patch();
    const int pixel = tap_pixel(g, column % g.out_pixels(), row / g.channels);
    const float* image = images + column / g.out_pixels() * g.in_numbers();
    patches[i] = pixel < 0 ? 0 : image[pixel * g.channels + row % g.channels];
  }
  // #endregion patches
}

/// The other way: one thread per number of the image adds up all patches that
/// it is in, in window order. No two threads write to the same place.
__global__ void col2im(int n, Image g, const float* patches, float* images) {
  for (int i = first(); i < n; i += step()) {
    const int c = i % g.channels, pixel = i / g.channels % (g.height * g.width);
    const int windows = i / g.in_numbers() * g.out_pixels();
    float sum = 0;
    for (int tap = g.kernel * g.kernel - 1; tap >= 0; --tap) {
      const int window = window_of(g, pixel, tap);
      if (window >= 0)
        sum += patches[(windows + window) * g.patch() + tap * g.channels + c];
    }
    images[i] = sum;
  }
}
// #endregion im2col

namespace {

/// The patches of some samples, in memory that all convolutions share.
Factor make_patches(const Image& g, const float* x, std::size_t samples) {
  const auto rows = static_cast<std::size_t>(g.patch());
  const std::size_t cols = static_cast<std::size_t>(g.out_pixels()) * samples;
  Buffer& room = context().columns;
  room.resize(rows * cols);
  launch(over(rows * cols), im2col, as_int(rows * cols), g, x, room.data());
  return {room.data(), rows, cols, rows};
}

/// f(first sample, how many) for parts of at most `size` samples.
template <class F>
void for_each_part(std::size_t samples, std::size_t size, F&& f) {
  for (std::size_t j = 0; j < samples; j += size)
    f(j, std::min(size, samples - j));
}

}  // namespace

std::size_t Convolution::at_a_time() const {
  constexpr std::size_t floats = std::size_t{1} << 24;
  return std::max<std::size_t>(1, floats / (patch() * shape_.out.pixels()));
}

void Convolution::forward(const Matrix& W, const Matrix& b, const Matrix& x,
                          Matrix& y, bool relu, Worker) {
  const Image g = image_of(shape_);
  if (Device::settings().direct_convolution && g.kernel == 3 && g.stride == 1)
    return convolve_3x3(g, W.data(), b.data(), x.data(), relu, x.n_cols,
                        y.data());
  for_each_part(x.n_cols, at_a_time(), [&](std::size_t j, std::size_t count) {
    gemm({W.data(), W.n_rows, W.n_cols, W.n_rows},
         make_patches(g, x.data() + j * x.n_rows, count), 0,
         y.data() + j * y.n_rows);
  });
  add_bias(b.data(), relu, W.n_rows, y.n_elem / W.n_rows, y.data());
}

void Convolution::prepare_backward(const Matrix& W, Worker) {
  dW_.assign(W.n_elem, 0);
  db_.assign(W.n_rows, 0);
}

void Convolution::backward(const Matrix& W, const Matrix& x, const Matrix& y,
                           const Matrix& dy, Matrix* dx, bool relu, Worker,
                           BatchPlace) {
  const Image g = image_of(shape_);
  const std::size_t pixels = shape_.out.pixels();
  const float* dz = dy.data();
  if (relu) {
    context().gradient.resize(dy.n_elem);
    Matrix behind(context().gradient.data(), dy.n_rows, dy.n_cols);
    Activation::relu_gradient(y, dy, behind);
    dz = behind.data();
  }
  plain_row_sums(dz, W.n_rows, pixels * x.n_cols, true, db_.data());
  for_each_part(x.n_cols, at_a_time(), [&](std::size_t j, std::size_t count) {
    const Factor part = {dz + j * dy.n_rows, W.n_rows, pixels * count,
                         W.n_rows};
    Factor patches = make_patches(g, x.data() + j * x.n_rows, count);
    patches.transposed = true;
    gemm(part, patches, 1, dW_.data());
    if (!dx) return;
    float* gradient = context().columns.data();  // the patches are used up
    gemm({W.data(), W.n_rows, W.n_cols, W.n_rows, true}, part, 0, gradient);
    launch(over(count * x.n_rows), col2im, as_int(count * x.n_rows), g,
           static_cast<const float*>(gradient), dx->data() + j * x.n_rows);
  });
}

void Convolution::gradients(Matrix& dW, Matrix& db, Worker) const {
  Activation::copy(Matrix(dW_.data(), dW.n_rows, dW.n_cols), dW);
  Activation::copy(Matrix(db_.data(), db.n_rows, db.n_cols), db);
}

}  // namespace nn::cuda
