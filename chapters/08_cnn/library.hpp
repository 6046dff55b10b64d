/// The same layers from the library, on the backends Reference<double> and Cpu.
#pragma once

#include "nn/core/window.hpp"

#include "convolution.hpp"

namespace chapter08 {

/// convolve(), computed by backend B.
template <class B>
Image convolve_by_library(const Image& x, const Filters& filters,
                          const nn::Window& window);

/// convolve_backward(), computed by backend B.
template <class B>
Gradients convolve_backward_by_library(const Image& x, const Filters& filters,
                                       const Image& dy,
                                       const nn::Window& window);

/// One pooling layer L of backend B.
template <class B, template <class> class L>
Image pool_by_library(const Image& x, const nn::Window& window);

}  // namespace chapter08
