#include "nn/cuda/bias.cuh"
#include "nn/cuda/index.cuh"
#include "nn/cuda/linear.hpp"
#include "nn/cuda/row_sums.cuh"

namespace nn::cuda {

// #region add_bias
__global__ void add_bias_kernel(int rows, int n, const float* b, int relu,
                                float* y) {
  for (int i = first(); i < n; i += step()) {
    const float v = y[i] + b[i % rows];
    y[i] = relu && v < 0 ? 0 : v;
  }
}
// #endregion add_bias

void add_bias(const float* b, bool relu, std::size_t rows, std::size_t cols,
              float* y, const Place& where) {
  launch(over(rows * cols, where), add_bias_kernel, as_int(rows),
         as_int(rows * cols), b, int{relu}, y);
}

void Linear::linear(const Matrix& W, const Matrix& b, const Matrix& x,
                    bool relu, Matrix& y) {
  gemm({W.data(), W.n_rows, W.n_cols, W.n_rows},
       {x.data(), x.n_rows, x.n_cols, x.n_rows}, 0, y.data());
  add_bias(b.data(), relu, y.n_rows, y.n_cols, y.data());
}

void Linear::linear_input_gradient(const Matrix& W, const Matrix& dy,
                                   Matrix& dx) {
  gemm({W.data(), W.n_rows, W.n_cols, W.n_rows, true},
       {dy.data(), dy.n_rows, dy.n_cols, dy.n_rows}, 0, dx.data());
}

void Linear::linear_weight_gradient(const Matrix& x, const Matrix& dy,
                                    Range range, Matrix& dW) {
  if (range.empty()) return;
  // The rows `range` of x: from the first of them on, with x's own stride.
  gemm({dy.data(), dy.n_rows, dy.n_cols, dy.n_rows},
       {x.data() + range.begin, range.size(), x.n_cols, x.n_rows, true}, 0,
       dW.data() + range.begin * dW.n_rows);
}

void Linear::linear_bias_gradient(const Matrix& dy, Matrix& db) {
  plain_row_sums(dy.data(), dy.n_rows, dy.n_cols, false, db.data());
}

}  // namespace nn::cuda
