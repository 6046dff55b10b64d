#include "nn/cpu/convolution.hpp"

#include "nn/core/simd.hpp"
#include "nn/core/transpose.hpp"
#include "nn/cpu/pooling.hpp"

namespace nn::cpu {

Convolution::Convolution(const WindowedShape& shape) : shape_(shape) {
  const auto& [in, out, window] = shape_;
  if (in.features() == 0) return;
  // dx is a convolution of dz with the mirrored kernel, padded so that
  // every window can reach over the edge.
  direct_input_ = window.stride == 1 && window.padding < window.kernel;
  winograd_ = window.kernel == 3 && direct_input_ &&
              in.channels % winograd::unit == 0 &&
              out.channels % winograd::unit == 0;
  // These two need whole vectors; other shapes get the same bits without them.
  pools_ = out.channels % lanes == 0;
  gray_ =
      pools_ && in.channels == 1 && window.kernel == 3 && window.stride == 1;
  const std::size_t padding =
      direct_input_ ? window.kernel - 1 - window.padding : 0;
  padded_x_ = {in.height, in.width, in.channels, window.padding};
  padded_dz_ = {out.height, out.width, out.channels, padding};
  if (winograd_) set_up_winograd();
  strides_ = {window.kernel, window.kernel * in.channels, padded_x_.row(),
              window.stride * in.channels, window.stride};
  back_strides_ = {window.kernel, window.kernel * out.channels,
                   padded_dz_.row(), out.channels, 1};
}

void Convolution::reserve(std::size_t workers) {
  const std::size_t pairs = shape_.in.channels * shape_.out.channels;
  const std::size_t transformed = winograd::positions * pairs;
  if (winograd_) transformed_.resize(transformed);
  if (direct_input_) transposed_.resize(winograd_ ? transformed : weights());
  scratch_.resize(workers);
  branches_.clear();
  for (Scratch& scratch : scratch_) {
    reserve(scratch);
    branches_.push_back(&scratch.branches);
  }
}

void Convolution::reserve(Scratch& scratch) const {
  const auto& [in, out, window] = shape_;
  scratch.branches.reserve(weights() + out.channels);
  if (winograd_) {
    const std::size_t tiles = std::max(tiles_.size(), back_tiles_.size());
    const std::size_t most = std::max(in.channels, out.channels);
    const std::size_t size =
        winograd::positions * winograd::plane(tiles * most);
    scratch.zeros.assign(in.width * in.channels, 0);
    scratch.V.resize(size);
    scratch.M.resize(size);
    scratch.S.resize(winograd::positions * in.channels * out.channels);
    return;
  }
  // The tail is read, but not used, by vectors that begin inside.
  scratch.x.assign(padded_x_.size() + lanes, 0);
  scratch.dz.assign(padded_dz_.size() + lanes, 0);
  if (!pools_) scratch.y.resize(out.features());
  scratch.strip.assign(2 * out.width * out.channels, 0);
  if (!direct_input_)
    scratch.patches.resize(window.taps() * in.channels * out.pixels());
  if (gray_)
    scratch.patches.resize(std::max(
        scratch.patches.size(), gray_patch * pooled_shape().pixels() + lanes));
}

void Convolution::prepare_forward(const arma::fmat& W, Worker worker) {
  const std::size_t ci = shape_.in.channels, co = shape_.out.channels;
  if (winograd_)
    winograd::transform_weights(W.memptr(), ci, co, worker.share(ci),
                                transformed_.data());
}

// #region convolution
void Convolution::forward(const arma::fmat& W, const arma::fmat& b,
                          const arma::fmat& x, arma::fmat& y, bool relu,
                          Worker worker) {
  for (arma::uword j = 0; j < x.n_cols; ++j)
    forward_image(W, b.memptr(), x.colptr(j), y.colptr(j), nullptr, relu,
                  scratch_[worker.index]);
}

void Convolution::forward_pooled(const arma::fmat& W, const arma::fmat& b,
                                 const arma::fmat& x, arma::fmat& y,
                                 std::uint8_t* argmax, bool relu,
                                 Worker worker) {
  for (arma::uword j = 0; j < x.n_cols; ++j)
    forward_image(W, b.memptr(), x.colptr(j), y.colptr(j),
                  argmax + j * y.n_rows, relu, scratch_[worker.index]);
}
// #endregion convolution

void Convolution::forward_image(const arma::fmat& W, const float* bias,
                                const float* x, float* y, std::uint8_t* argmax,
                                bool relu, Scratch& scratch) const {
  const Shape& out = shape_.out;
  if (winograd_)
    return winograd_forward(
        x, {y, out.height, out.width, out.channels, bias, relu, argmax},
        scratch);
  pad(padded_x_, x, scratch.x.data());
  const Kernel kernel = {W.memptr(), out.channels};
  if (pools_ && argmax)
    return convolve_and_pool(
        strides_, scratch.x.data(), kernel, out.channels,
        {y, argmax, out.channels, out.height / 2, out.width / 2, bias, relu});
  float* z = argmax ? scratch.y.data() : y;
  convolve(strides_, scratch.x.data(), kernel, out.channels,
           {z, out.channels, out.height, out.width, bias, relu});
  if (argmax) max_pool_two_by_two(out, z, y, argmax);
}

void Convolution::prepare_backward(const arma::fmat& W, Worker worker) {
  scratch_[worker.index].branches.clear();
  const std::size_t ci = shape_.in.channels, co = shape_.out.channels;
  if (winograd_)
    return winograd::transpose_weights(transformed_.data(), ci, co,
                                       worker.share(winograd::positions),
                                       transposed_.data());
  if (!direct_input_) return;
  const std::size_t taps = shape_.window.taps();
  const auto [begin, end] = worker.share(taps);
  for (std::size_t tap = begin; tap < end; ++tap)
    transpose_small(W.memptr() + tap * ci * co, co, ci,
                    transposed_.data() + (taps - 1 - tap) * co * ci);
}

// #region convolution_gradient
void Convolution::backward(const arma::fmat& W, const arma::fmat& x,
                           const arma::fmat& y, const arma::fmat& dy,
                           arma::fmat* dx, bool relu, Worker worker,
                           BatchPlace place) {
  backward_pooled(W, x, y, dy, nullptr, dx, relu, worker, place);
}

void Convolution::backward_pooled(const arma::fmat& W, const arma::fmat& x,
                                  const arma::fmat& y, const arma::fmat& dy,
                                  const std::uint8_t* argmax, arma::fmat* dx,
                                  bool relu, Worker worker, BatchPlace place) {
  Scratch& scratch = scratch_[worker.index];
  for (arma::uword j = 0; j < x.n_cols; ++j) {
    const std::size_t sample = place.first + j;
    const std::size_t part = part_with(sample, place.samples);
    const Range samples = part_of(place.samples, part);
    if (sample == samples.begin) begin_part(scratch);
    const Gradient gradient = {dy.colptr(j), relu ? y.colptr(j) : nullptr,
                               argmax ? argmax + j * dy.n_rows : nullptr};
    backward_image(W, x.colptr(j), gradient, dx ? dx->colptr(j) : nullptr,
                   scratch);
    if (sample + 1 == samples.end) end_part(part, place.samples, worker);
  }
}

void Convolution::backward_image(const arma::fmat& W, const float* x,
                                 const Gradient& gradient, float* dx,
                                 Scratch& scratch) const {
  if (winograd_) return winograd_backward(x, gradient, dx, scratch);
  // #region backward_image
  pad(padded_x_, x, scratch.x.data());
  if (gray_ && gradient.argmax && !dx)
    return pooled_weight_gradient({scratch.x.data(), padded_x_.row()}, gradient,
                                  pooled_shape(), scratch.patches.data(),
                                  scratch.dW, scratch.db);
  if (!dx) return weight_gradient_by_rows(gradient, scratch);
  pad_gradient(padded_dz_, gradient, scratch.dz.data(), scratch.db);
  weight_gradient(scratch);
  input_gradient(W, dx, scratch);
  // #endregion backward_image
}
// #endregion convolution_gradient

void Convolution::begin_part(Scratch& scratch) const {
  scratch.dW = scratch.branches.begin();
  scratch.db = scratch.dW + weights();
  scratch.begins = true;
  if (!winograd_) std::fill_n(scratch.dW, weights(), 0.0f);  // see end_part()
  std::fill_n(scratch.db, shape_.out.channels, 0.0f);
}

void Convolution::end_part(std::size_t part, std::size_t samples,
                           Worker worker) {
  Scratch& scratch = scratch_[worker.index];
  const std::size_t ci = shape_.in.channels, co = shape_.out.channels;
  if (winograd_)
    winograd::weights_gradient(scratch.S.data(), ci, co, {0, ci * co},
                               scratch.dW);
  scratch.branches.end(part, samples, worker);
}

void Convolution::weight_gradient_by_rows(Gradient gradient,
                                          Scratch& scratch) const {
  // Without dx, dz is never needed whole: two rows at a time stay in the cache.
  const Shape& out = shape_.out;
  for (std::size_t i = 0; i < out.height; i += 2) {
    const std::size_t rows = std::min<std::size_t>(2, out.height - i);
    const PaddedShape strip = {rows, out.width, out.channels};
    gradient = pad_gradient(strip, gradient, scratch.strip.data(), scratch.db);
    if (rows == 2 || !gradient.argmax)
      cpu::weight_gradient(
          strides_, scratch.x.data() + i * strides_.stride * strides_.row,
          {scratch.strip.data(), strip.row(), out.channels, rows, out.width},
          out.channels, true, scratch.dW, out.channels);
  }
}

void Convolution::weight_gradient(Scratch& scratch) const {
  const Shape& out = shape_.out;
  cpu::weight_gradient(strides_, scratch.x.data(),
                       {scratch.dz.data() + padded_dz_.inside(),
                        padded_dz_.row(), out.channels, out.height, out.width},
                       out.channels, true, scratch.dW, out.channels);
}

void Convolution::input_gradient(const arma::fmat& W, float* dx,
                                 Scratch& scratch) const {
  const auto& [in, out, window] = shape_;
  if (direct_input_) {
    convolve(back_strides_, scratch.dz.data(),
             {transposed_.data(), in.channels}, in.channels,
             {dx, in.channels, in.height, in.width});
    return;
  }
  input_gradient_by_patches(W, dx, scratch);
}

void Convolution::gradients(arma::fmat& dW, arma::fmat& db, Worker worker) {
  const std::span workers(branches_.data(), worker.count);
  const Range mine = worker.share(dW.n_elem, cache_line);
  PartSums::total(workers, mine, dW.memptr() + mine.begin);
  if (worker.is_last())
    PartSums::total(workers, {dW.n_elem, dW.n_elem + db.n_elem}, db.memptr());
}

}  // namespace nn::cpu
