#include "nn/cpu/convolution.hpp"

#include "nn/cpu/gemm.hpp"
#include "nn/cpu/simd.hpp"

namespace nn::cpu {

Convolution::Convolution(const WindowedShape& shape) : shape_(shape) {
  const auto& [in, out, window] = shape_;
  if (in.features() == 0) return;
  direct_ = out.channels % lanes == 0;
  // dx is a convolution of dz with the mirrored kernel, in a frame that lets
  // every window reach over the edge.
  direct_input_ = in.channels % lanes == 0 && window.stride == 1 &&
                  window.padding < window.kernel;
  const std::size_t margin =
      direct_input_ ? window.kernel - 1 - window.padding : 0;
  x_frame_ = {in.height, in.width, in.channels, window.padding};
  dz_frame_ = {out.height, out.width, out.channels, margin};
  walk_ = {window.kernel, window.kernel * in.channels, x_frame_.row(),
           window.stride * in.channels, window.stride};
  back_walk_ = {window.kernel, window.kernel * out.channels, dz_frame_.row(),
                out.channels, 1};
}

void Convolution::reserve(std::size_t workers) {
  const auto& [in, out, window] = shape_;
  const std::size_t weights = window.taps() * in.channels * out.channels;
  if (direct_input_) rotated_.resize(weights);
  scratch_.resize(workers);
  for (Scratch& scratch : scratch_) {
    // The tail is read, but not used, by vectors that begin inside.
    scratch.x.assign(x_frame_.size() + lanes, 0);
    scratch.dz.assign(dz_frame_.size() + lanes, 0);
    if (!direct_ || !direct_input_)
      scratch.patches.resize(window.taps() * in.channels * out.pixels());
    scratch.dW.assign(weights, 0);
    scratch.db.assign(out.channels, 0);
  }
}

// #region convolution
void Convolution::forward(const arma::fmat& W, const arma::fmat& b,
                          const arma::fmat& x, arma::fmat& y, bool relu,
                          Worker worker) {
  Scratch& scratch = scratch_[worker.index];
  const Shape& out = shape_.out;
  for (arma::uword j = 0; j < x.n_cols; ++j) {
    if (!direct_) {
      forward_by_patches(W, b.memptr(), x.colptr(j), y.colptr(j), relu,
                         scratch);
      continue;
    }
    put_into_frame(x_frame_, x.colptr(j), scratch.x.data());
    convolve(walk_, scratch.x.data(), W.memptr(), b.memptr(), relu, out.height,
             out.width, out.channels, y.colptr(j));
  }
}
// #endregion convolution

void Convolution::forward_by_patches(const arma::fmat& W, const float* bias,
                                     const float* x, float* y, bool relu,
                                     Scratch& scratch) {
  make_patches(shape_, x, scratch.patches.data());
  const std::size_t co = W.n_rows, pixels = shape_.out.pixels();
  for (std::size_t p = 0; p < pixels; ++p)
    std::copy_n(bias, co, y + p * co);
  gemm({W.memptr(), co, W.n_cols, co},
       {scratch.patches.data(), W.n_cols, pixels, W.n_cols}, 1,
       {y, co, pixels, co});
  if (!relu) return;
#pragma omp simd
  for (std::size_t i = 0; i < co * pixels; ++i)
    y[i] = y[i] < 0 ? 0 : y[i];
}

void Convolution::prepare_backward(const arma::fmat& W, Worker worker) {
  Scratch& scratch = scratch_[worker.index];
  std::ranges::fill(scratch.dW, 0.0f);
  std::ranges::fill(scratch.db, 0.0f);
  if (!direct_input_) return;
  const std::size_t ci = shape_.in.channels, co = shape_.out.channels;
  const std::size_t taps = shape_.window.taps();
  const auto [begin, end] = worker.share(taps);
  for (std::size_t tap = begin; tap < end; ++tap) {
    const float* from = W.memptr() + tap * ci * co;
    float* to = rotated_.data() + (taps - 1 - tap) * co * ci;
    for (std::size_t o = 0; o < co; ++o)
      for (std::size_t c = 0; c < ci; ++c)
        to[o * ci + c] = from[c * co + o];
  }
}

// #region convolution_gradient
void Convolution::backward(const arma::fmat& W, const arma::fmat& x,
                           const arma::fmat& y, const arma::fmat& dy,
                           arma::fmat* dx, bool relu, Worker worker) {
  Scratch& scratch = scratch_[worker.index];
  for (arma::uword j = 0; j < x.n_cols; ++j) {
    put_gradient_into_frame(dz_frame_, dy.colptr(j),
                            relu ? y.colptr(j) : nullptr, scratch.dz.data(),
                            scratch.db.data());
    weight_gradient(x.colptr(j), scratch);
    if (dx) input_gradient(W, dx->colptr(j), scratch);
  }
}
// #endregion convolution_gradient

void Convolution::weight_gradient(const float* x, Scratch& scratch) {
  const auto& [in, out, window] = shape_;
  if (direct_) {
    put_into_frame(x_frame_, x, scratch.x.data());
    cpu::weight_gradient(walk_, scratch.x.data(),
                         scratch.dz.data() + dz_frame_.inside(),
                         dz_frame_.row(), out.height, out.width, out.channels,
                         true, scratch.dW.data());
    return;
  }
  const std::size_t rows = window.taps() * in.channels;
  make_patches(shape_, x, scratch.patches.data());
  for (std::size_t i = 0; i < out.height; ++i)  // dz's rows have a margin
    gemm({scratch.dz.data() + dz_frame_.inside() + i * dz_frame_.row(),
          out.channels, out.width, out.channels},
         {scratch.patches.data() + i * out.width * rows, rows, out.width, rows,
          true},
         1, {scratch.dW.data(), out.channels, rows, out.channels});
}

void Convolution::input_gradient(const arma::fmat& W, float* dx,
                                 Scratch& scratch) {
  const auto& [in, out, window] = shape_;
  if (direct_input_) {
    convolve(back_walk_, scratch.dz.data(), rotated_.data(), nullptr, false,
             in.height, in.width, in.channels, dx);
    return;
  }
  const std::size_t rows = window.taps() * in.channels;
  gemm({W.memptr(), out.channels, rows, out.channels, true},
       {scratch.dz.data(), out.channels, out.pixels(), out.channels}, 0,
       {scratch.patches.data(), rows, out.pixels(), rows});
  std::fill_n(dx, in.features(), 0.0f);
  add_patches(shape_, scratch.patches.data(), dx);
}

void Convolution::gradients(arma::fmat& dW, arma::fmat& db,
                            Worker worker) const {
  const Range mine = worker.share(dW.n_elem);
  float* to = dW.memptr();
  for (std::size_t k = 0; k < worker.count; ++k) {
    const float* from = scratch_[k].dW.data();
    if (k == 0)
      std::copy(from + mine.begin, from + mine.end, to + mine.begin);
    else
#pragma omp simd
      for (std::size_t i = mine.begin; i < mine.end; ++i)
        to[i] += from[i];
  }
  if (!worker.is_last()) return;
  for (arma::uword i = 0; i < db.n_elem; ++i) {
    db(i) = 0;
    for (std::size_t k = 0; k < worker.count; ++k)
      db(i) += scratch_[k].db[i];
  }
}

}  // namespace nn::cpu
