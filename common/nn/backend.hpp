/// Everything that a layer, a loss or an optimizer may ask of a processor.
///
/// A backend is a type with static functions, one for each equation of the
/// textbook. Layers are written once, against this page; `Reference<Real>`
/// (nn/reference) answers with the formula in Armadillo, `Cpu` (nn/cpu) with
/// fast code. The tests compare the two.
///
/// Conventions: one sample is one column, x is features x samples. d… is the
/// derivative of the loss with respect to …. Every output already has the right
/// size; nothing is allocated. Gradients are overwritten, not added to.
#pragma once

#include <concepts>
#include <cstddef>

#include "nn/core/armadillo.hpp"
#include "nn/core/dropout_stream.hpp"
#include "nn/core/label_range.hpp"
#include "nn/core/optimizer_step.hpp"
#include "nn/core/parallel.hpp"
#include "nn/core/window.hpp"

namespace nn {

/// A convolution of one shape; reference/convolution.hpp has the formulas.
/// Calls with a worker may come from several threads at once, each with its own
/// samples.
template <class C, class Matrix>
concept ConvolutionOf = requires(C& convolution, const WindowedShape& shape,
                                 const Matrix& in, Matrix& out, Matrix* dx,
                                 std::size_t n, Worker worker, BatchPlace place,
                                 bool relu) {
  C(shape);
  convolution.reserve(n);                                 // workers
  convolution.prepare_forward(in, worker);                // W
  convolution.forward(in, in, in, out, relu, worker);     // W, b, x -> y
  convolution.prepare_backward(in, worker);               // W
  convolution.backward(in, in, in, in, dx, relu, worker,  // W, x, y, dy -> dx
                       place);
  convolution.gradients(out, out, worker);  // -> dW, db of the whole batch
};

/// The same with max pooling behind it; see cpu/convolution.hpp.
template <class C, class Matrix>
concept PooledConvolutionOf = requires(C& convolution, const Matrix& in,
                                       Matrix& out, Matrix* dx,
                                       std::uint8_t* argmax, Worker worker,
                                       BatchPlace place, bool relu) {
  convolution.forward_pooled(in, in, in, out, argmax, relu, worker);
  convolution.backward_pooled(in, in, in, in, argmax, dx, relu, worker, place);
};

/// Batch normalization; reference/batch_norm.hpp has the formulas. The running
/// mean and variance are the backend's memory.
template <class N, class Matrix, class Real>
concept BatchNormOf = requires(N& norm, const Matrix& in, Matrix& out,
                               Matrix* dx, Real* running, double number,
                               std::size_t channels, Worker worker) {
  N(channels);
  norm.reserve();
  norm.train(in, in, in, out, running, running, number, number);
  norm.evaluate(in, in, in, out, running, running, number);
  norm.backward(in, in, in, dx);     // x, scale, dy -> dx
  norm.gradients(out, out, worker);  // -> dscale, dshift
};

/// A backend can offer the same in steps, sample by sample; see
/// cpu/batch_norm.hpp.
template <class N, class Matrix, class Real>
concept StepwiseBatchNormOf =
    requires(N& norm, const Matrix& in, Matrix& out, Real* running,
             double number, std::size_t n, bool relu, BatchPlace place) {
      norm.add_up(in, place);
      norm.combine(n, n, in, running, running, number, number);
      norm.normalize(in, in, relu, out);  // x, shift -> y
      norm.add_up_gradient(in, in, in, relu, place);
      norm.combine_gradient(n, n, in);
      norm.input_gradient(in, in, in, relu, out);  // x, y, dy -> dx
    };

// #region backend
template <class B>
concept Backend = requires(typename B::Buffer& buffer,
                           typename B::Matrix& out,  // any matrix written to
                           const typename B::Matrix& in,  // … read from
                           const typename B::Labels& labels,
                           const arma::fmat& host, std::size_t n, Range range,
                           double number, const AdamStep& adam,
                           const StepExtras& extras,
                           const WindowedShape& window, std::uint8_t* argmax,
                           const ChannelSlice& slice,
                           const DropoutStream& random) {
  typename B::Real;

  // Memory. A Buffer owns; a Matrix is a view of rows x cols numbers of it.
  { B::view(buffer, n, n, n) } -> std::same_as<typename B::Matrix>;
  { B::columns(in, range) } -> std::same_as<typename B::Matrix>;
  B::from_host(host, out);
  { B::to_host(in) } -> std::same_as<arma::fmat>;

  // What a training step needs besides operations: batches, a way to repeat
  // the step, and a place for its results (nn/reference/step.hpp).
  typename B::Feed;
  typename B::Steps;
  typename B::Results;
  // A number that an operation computes, and one that it counts. A backend
  // with its own memory says where the number will be, and reading it waits
  // for the device.
  requires std::convertible_to<typename B::Scalar, double>;
  requires std::convertible_to<typename B::Count, std::size_t>;

  // Threads: runs f(Worker) for each worker's part, and waits for all; at most
  // n workers, e.g. as many as a number of multiply-adds can keep busy.
  { B::threads() } -> std::same_as<int>;
  { B::fed_by(number) } -> std::same_as<std::size_t>;
  B::parallel([](Worker) {}, n);

  // What it can do besides (nn/model/plan.hpp): a layer with the ReLU behind
  // it; a convolution with the pooling behind it, too; how many samples at a
  // time are best where images are large.
  requires std::same_as<decltype(B::fuses_layers), const bool>;
  requires std::same_as<decltype(B::fuses_pooling), const bool>;
  requires std::same_as<decltype(B::few_samples), const std::size_t>;

  // y = W x + b, or max(0, W x + b)
  B::linear(in, in, in, true, out);               // W, b, x, relu? -> y
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
  B::leaky_relu(in, number, out);  // x, slope -> y
  B::leaky_relu_gradient(in, in, number, out);
  B::softmax(in, out);
  B::softmax_gradient(in, in, out);
  B::gelu(in, out);
  B::gelu_gradient(in, in, out);  // x, dy -> dx
  B::copy(in, out);

  // Joining: y = a + b (y may be either); x is a slice of y's channels
  B::add(in, in, out);
  B::clear(out);  // y = 0
  B::insert_channels(in, slice, out);   // x -> y's slice
  B::extract_channels(in, slice, out);  // y -> x

  // These two keep something from forward to backward: they are classes.
  requires ConvolutionOf<typename B::Convolution, typename B::Matrix>;
  requires !B::fuses_pooling ||
      PooledConvolutionOf<typename B::Convolution, typename B::Matrix>;
  requires BatchNormOf<typename B::BatchNorm, typename B::Matrix,
                       typename B::Real>;

  // Pooling; argmax: where in its window each largest number was found
  typename B::Bytes;
  B::max_pool(window, in, out, argmax);           // x -> y, argmax
  B::max_pool_gradient(window, in, argmax, out);  // dy, argmax -> dx
  B::average_pool(window, in, out);
  B::average_pool_gradient(window, in, out);

  // y = x / (1 - p) or 0, by the random numbers of a sample
  B::dropout(in, number, random, n, out);

  // Losses: the mean over the batch, and its gradient
  { B::range_of(labels) } -> std::same_as<LabelRange>;
  B::one_hot(labels, out);
  { B::softmax_cross_entropy(in, labels, out) } -> std::convertible_to<double>;
  { B::mean_squared_error(in, in, out) } -> std::convertible_to<double>;
  { B::count_correct(in, labels) } -> std::convertible_to<std::size_t>;

  // Plural: the loss of each sample (1 x samples), and in each column the
  // gradient of that sample's own loss. weighted_mean combines them into one.
  B::softmax_cross_entropies(in, labels, number, out, out);  // …, smoothing
  B::hinge_losses(in, labels, out, out);
  B::squared_errors(in, in, out, out);          // y, target -> losses, dy
  B::absolute_errors(in, in, out, out);         // y, target -> losses, dy
  B::binary_cross_entropies(in, in, out, out);  // logits, target -> …
  { B::weighted_mean(in, in, out) } -> std::convertible_to<double>;

  // Optimizers: one formula on flat vectors
  B::sgd(in, number, out, extras);                    // dw, rate -> w
  B::momentum(in, number, number, out, out, extras);  // dw, rate, mu -> v, w
  B::nesterov(in, number, number, out, out, extras);  // the same
  B::adagrad(in, number, number, out, out, extras);   // …, epsilon -> s, w
  B::rmsprop(in, number, number, number, out, out, extras);
  B::adam(in, adam, out, out, out, extras);                // dw -> m, v, w
  { B::squared_norm(in) } -> std::convertible_to<double>;  // sum of w^2
  B::moving_average(in, number, out);  // w, decay -> average
  B::swap(out, out);
};
// #endregion backend

}  // namespace nn
