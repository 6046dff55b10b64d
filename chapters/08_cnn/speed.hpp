/// The same convolution three times: loops, a matrix product, registers.
#pragma once

#include <algorithm>
#include <memory>

#include "nn/core/armadillo.hpp"
#include "nn/core/seconds.hpp"
#include "nn/core/shape.hpp"
#include "nn/core/window.hpp"
#include "nn/model/sequential.hpp"

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

/// Six loops over plain memory.
/// W: filters x (taps * channels), x: features x images, y likewise.
void convolve_by_loops(const Work& work, const arma::fmat& W,
                       const arma::fmat& x, arma::fmat& y);

/// A library model of the one layer, with the weights W; B is Reference<float>
/// or Cpu.
template <class B>
std::unique_ptr<nn::Sequential<B>> layer_of(const Work& work,
                                            const arma::fmat& W);

/// Seconds that f() takes: the shortest of `times` runs after a warm-up.
template <class F>
double shortest(int times, F f) {
  f();
  double best = arma::datum::inf;
  for (int i = 0; i < times; ++i)
    best = std::min(best, nn::seconds(f));
  return best;
}

}  // namespace chapter08
