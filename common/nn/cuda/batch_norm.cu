#include <algorithm>

#include "nn/cuda/activation.hpp"
#include "nn/cuda/batch_norm.hpp"
#include "nn/cuda/row_sums.cuh"

namespace nn::cuda {

// Seen as channels x (pixels * samples), each row of x is one channel.

// #region batch_norm
// #region from_first
/// The distance from the channel's first number: without it, a mean far from 0
/// would swallow the variance.
struct FromFirst {
  const float* x;
  __device__ void operator()(int row, int at, float& a, float&) const {
    a += x[at] - x[row];
  }
};
// #endregion from_first
struct SquareFromMean {
  const float *x, *mean;
  __device__ void operator()(int row, int at, float& a, float&) const {
    const float d = x[at] - mean[row];
    a += d * d;
  }
};

__global__ void finish_mean(RowSums size, const float* partial, const float* x,
                            float* mean) {
  for (int row = first(); row < size.rows; row += step())
    mean[row] = x[row] + row_total(size, partial, row, 0) /
                             static_cast<float>(size.cols);
}

/// Also moves the running mean and the (unbiased) running variance.
__global__ void finish_variance(RowSums size, const float* partial,
                                const float* mean, float momentum,
                                float epsilon, float* inverse_deviation,
                                float* running_mean, float* running_variance) {
  for (int row = first(); row < size.rows; row += step()) {
    const float sum = row_total(size, partial, row, 0);
    const float variance = sum / static_cast<float>(size.cols);
    const float unbiased = sum / static_cast<float>(max(1, size.cols - 1));
    inverse_deviation[row] = 1 / sqrtf(variance + epsilon);
    running_mean[row] += momentum * (mean[row] - running_mean[row]);
    running_variance[row] += momentum * (unbiased - running_variance[row]);
  }
}

__global__ void normalize(int rows, int n, const float* x, const float* mean,
                          const float* inverse_deviation, const float* scale,
                          const float* shift, float* y) {
  // #region normalize
  for (int i = first(); i < n; i += step()) {
    const int row = i % rows;
    y[i] =
        scale[row] * inverse_deviation[row] * (x[i] - mean[row]) + shift[row];
  }
  // #endregion normalize
}
// #endregion batch_norm

/// Like normalize(), with the running values.
__global__ void normalize_by_running(int rows, int n, const float* x,
                                     const float* mean, const float* variance,
                                     float epsilon, const float* scale,
                                     const float* shift, float* y) {
  for (int i = first(); i < n; i += step()) {
    const int row = i % rows;
    y[i] = scale[row] / sqrtf(variance[row] + epsilon) * (x[i] - mean[row]) +
           shift[row];
  }
}

// #region batch_norm_gradient
struct Gradients {
  const float *x, *dy, *mean;
  __device__ void operator()(int row, int at, float& a, float& b) const {
    a += dy[at];
    b += dy[at] * (x[at] - mean[row]);
  }
};

__global__ void finish_gradients(RowSums size, const float* partial,
                                 const float* inverse_deviation, float* dscale,
                                 float* dshift) {
  for (int row = first(); row < size.rows; row += step()) {
    dshift[row] = row_total(size, partial, row, 0);
    dscale[row] = row_total(size, partial, row, 1) * inverse_deviation[row];
  }
}

/// dx = scale / deviation (dy - mean(dy) - x^ mean(dy x^))
__global__ void input_gradient(int rows, int cols, const float* x,
                               const float* dy, const float* mean,
                               const float* inverse_deviation,
                               const float* scale, const float* dscale,
                               const float* dshift, float* dx) {
  const float share = 1 / static_cast<float>(cols);
  for (int i = first(); i < rows * cols; i += step()) {
    const int row = i % rows;
    const float normalized = (x[i] - mean[row]) * inverse_deviation[row];
    dx[i] = scale[row] * inverse_deviation[row] *
            (dy[i] - share * dshift[row] - normalized * share * dscale[row]);
  }
}
// #endregion batch_norm_gradient

void BatchNorm::reserve() {
  for (Buffer* buffer : {&mean_, &inverse_deviation_, &dscale_, &dshift_})
    buffer->resize(channels_);
}

void BatchNorm::train(const Matrix& x, const Matrix& scale, const Matrix& shift,
                      Matrix& y, float* running_mean, float* running_variance,
                      double momentum, double epsilon) {
  const RowSums size(channels_, x.n_elem / channels_);
  sum_rows(size, FromFirst{x.data()});
  launch(over(channels_), finish_mean, size, size.partial(), x.data(),
         mean_.data());
  sum_rows(size, SquareFromMean{x.data(), mean_.data()});
  launch(over(channels_), finish_variance, size, size.partial(), mean_.data(),
         static_cast<float>(momentum), static_cast<float>(epsilon),
         inverse_deviation_.data(), running_mean, running_variance);
  launch(over(x.n_elem), normalize, size.rows, as_int(x.n_elem), x.data(),
         mean_.data(), inverse_deviation_.data(), scale.data(), shift.data(),
         y.data());
}

void BatchNorm::evaluate(const Matrix& x, const Matrix& scale,
                         const Matrix& shift, Matrix& y,
                         const float* running_mean,
                         const float* running_variance, double epsilon) const {
  launch(over(x.n_elem), normalize_by_running, as_int(channels_),
         as_int(x.n_elem), x.data(), running_mean, running_variance,
         static_cast<float>(epsilon), scale.data(), shift.data(), y.data());
}

void BatchNorm::backward(const Matrix& x, const Matrix& scale, const Matrix& dy,
                         Matrix* dx) {
  const RowSums size(channels_, x.n_elem / channels_);
  sum_rows(size, Gradients{x.data(), dy.data(), mean_.data()});
  launch(over(channels_), finish_gradients, size, size.partial(),
         inverse_deviation_.data(), dscale_.data(), dshift_.data());
  if (!dx) return;
  launch(over(x.n_elem), input_gradient, size.rows, size.cols, x.data(),
         dy.data(), mean_.data(), inverse_deviation_.data(), scale.data(),
         dscale_.data(), dshift_.data(), dx->data());
}

void BatchNorm::gradients(Matrix& dscale, Matrix& dshift, Worker) const {
  Activation::copy(Matrix(dscale_.data(), channels_, 1), dscale);
  Activation::copy(Matrix(dshift_.data(), channels_, 1), dshift);
}

}  // namespace nn::cuda
