/// Everything that a layer, a loss or an optimizer may ask of a processor.
///
/// A backend is a type with static functions, one for each equation of the
/// textbook. Layers are written once, against this page; `Reference<Real>`
/// (nn/reference) answers with the formula in Armadillo, `Cpu` (nn/cpu) with
/// fast code. The tests hold the two together.
///
/// Conventions: one sample is one column, x is features x samples. d… is the
/// derivative of the loss with respect to …. Every output has its right size
/// beforehand; nothing is allocated. Gradients are overwritten, not added to.
#pragma once

#include <concepts>
#include <cstddef>

#include "nn/reference/dropout.hpp"
#include "nn/support/armadillo.hpp"
#include "nn/support/parallel.hpp"
#include "nn/support/window.hpp"

namespace nn {

/// Settings of one Adam step (Kingma and Ba, 2015, algorithm 1).
struct AdamStep {
  double learning_rate = 1e-3;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
  std::uint64_t step = 1;  ///< t, counted from 1
};

// #region backend
template <class B>
concept Backend = requires(typename B::Buffer& buffer,
                           typename B::Matrix& out,  // any matrix written to
                           const typename B::Matrix& in,  // … read from
                           const typename B::Labels& labels,
                           const arma::fmat& host, std::size_t n, Range range,
                           double number, const AdamStep& adam,
                           const WindowedShape& window, std::uint8_t* places,
                           const DropoutStream& random) {
  typename B::Real;

  // Memory. A Buffer owns; a Matrix is a view of rows x cols numbers of it.
  { B::view(buffer, n, n, n) } -> std::same_as<typename B::Matrix>;
  { B::columns(in, range) } -> std::same_as<typename B::Matrix>;
  { B::to_backend(host, out) } -> std::same_as<const typename B::Matrix&>;
  { B::to_host(in) } -> std::same_as<arma::fmat>;

  // Threads: runs f(Worker) for each worker's part, and waits for all.
  { B::threads() } -> std::same_as<int>;
  B::parallel([](Worker) {});

  // y = W x + b
  B::linear(in, in, in, out);                     // W, b, x -> y
  B::linear_input_gradient(in, in, out);          // W, dy -> dx
  B::linear_weight_gradient(in, in, range, out);  // x, dy -> columns of dW
  B::linear_bias_gradient(in, out);               // dy -> db

  // y = f(x), and dx = dy * f'(x) written in terms of y
  B::relu(in, out);
  B::relu_gradient(in, in, out);  // y, dy -> dx
  B::sigmoid(in, out);
  B::sigmoid_gradient(in, in, out);
  B::tanh(in, out);
  B::tanh_gradient(in, in, out);
  B::copy(in, out);

  // Convolution and batch normalization keep something from forward to
  // backward: they are classes (nn/reference/convolution.hpp, batch_norm.hpp).
  typename B::Convolution;
  typename B::BatchNorm;

  // Pooling; places: where in its window each largest number was found
  B::max_pool(window, in, out, places);           // x -> y, places
  B::max_pool_gradient(window, in, places, out);  // dy, places -> dx
  B::average_pool(window, in, out);
  B::average_pool_gradient(window, in, out);

  // y = x / (1 - p) or 0, by the random numbers of a sample
  B::dropout(in, number, random, n, out);

  // Losses: the mean over the batch, and its gradient
  { B::softmax_cross_entropy(in, labels, out) } -> std::same_as<double>;
  { B::mean_squared_error(in, in, out) } -> std::same_as<double>;
  { B::count_correct(in, labels) } -> std::same_as<std::size_t>;

  // Optimizers: one formula on flat vectors
  B::sgd(in, number, out);                    // dw, rate -> w
  B::momentum(in, number, number, out, out);  // dw, rate, mu -> v, w
  B::adam(in, adam, out, out, out);           // dw -> m, v, w
};
// #endregion backend

}  // namespace nn
