/// The same convolution three times: loops, a matrix product, registers.
#pragma once

#include <chrono>

#include "nn/cpu/cpu.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/model/sequential.hpp"
#include "nn/reference/reference.hpp"

namespace chapter08 {

/// A batch of images and one convolutional layer for them.
struct Work {
  nn::Shape input{16, 14, 14};
  arma::uword filters = 32;
  nn::Window window{3, 1, 1};
  arma::uword images = 100;

  nn::Shape output() const { return nn::slide(window, input, filters).out; }
  /// Multiplications and additions, including those with the frame's zeros.
  double operations() const {
    return 2.0 * double(window.taps() * input.channels) *
           double(output().features() * images);
  }
};

// #region loops
/// Six loops over plain memory: the best order for the processor's cache
/// (output channels innermost), and no other optimization.
/// W: filters x (taps * channels), x: features x images, y likewise.
inline void convolve_by_loops(const Work& work, const arma::fmat& W,
                              const arma::fmat& x, arma::fmat& y) {
  const nn::Shape in = work.input, out = work.output();
  const auto [kernel, stride, padding] = work.window;
  y.zeros();
  for (arma::uword n = 0; n < x.n_cols; ++n)
    for (std::size_t p = 0; p < out.pixels(); ++p)
      for (std::size_t tap = 0; tap < kernel * kernel; ++tap) {
        const std::size_t i = p / out.width * stride + tap / kernel - padding;
        const std::size_t j = p % out.width * stride + tap % kernel - padding;
        if (i >= in.height || j >= in.width) continue;  // in the frame
        for (std::size_t c = 0; c < in.channels; ++c)
          for (std::size_t o = 0; o < out.channels; ++o)
            y(p * out.channels + o, n) +=
                W(o, tap * in.channels + c) *
                x((i * in.width + j) * in.channels + c, n);
      }
}
// #endregion loops

/// A library model of the one layer, with the weights W.
template <class B>
std::unique_ptr<nn::Sequential<B>> layer_of(const Work& work,
                                            const arma::fmat& W) {
  auto model = std::make_unique<nn::Sequential<B>>(work.input);
  model->template add<nn::Conv2d>(work.input.channels, work.filters,
                                  {.kernel = work.window.kernel,
                                   .stride = work.window.stride,
                                   .padding = work.window.padding,
                                   .bias = false});
  model->build(/*seed=*/1);
  model->parameters() = arma::vectorise(W);
  return model;
}

/// Seconds that f() takes: the shortest of `times` runs after a warm-up.
template <class F>
double seconds(int times, F f) {
  double best = arma::datum::inf;
  for (int i = 0; i <= times; ++i) {
    const auto start = std::chrono::steady_clock::now();
    f();
    const std::chrono::duration<double> time =
        std::chrono::steady_clock::now() - start;
    if (i > 0) best = std::min(best, time.count());
  }
  return best;
}

}  // namespace chapter08
