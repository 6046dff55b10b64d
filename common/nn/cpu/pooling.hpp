/// Pooling. Same file in reference/: the formulas.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/window.hpp"

namespace nn::cpu {

/// Called by one worker on its own samples; see reference::Pooling.
struct Pooling {
  static void max_pool(const WindowedShape& shape, const arma::fmat& x,
                       arma::fmat& y, std::uint8_t* argmax);
  static void max_pool_gradient(const WindowedShape& shape,
                                const arma::fmat& dy,
                                const std::uint8_t* argmax, arma::fmat& dx);
  static void average_pool(const WindowedShape& shape, const arma::fmat& x,
                           arma::fmat& y);
  static void average_pool_gradient(const WindowedShape& shape,
                                    const arma::fmat& dy, arma::fmat& dx);
};

/// Adjacent windows of 2x2 pixels, of one image; see Pooling::max_pool.
void max_pool_two_by_two(const Shape& in, const float* x, float* y,
                         std::uint8_t* argmax);

}  // namespace nn::cpu
