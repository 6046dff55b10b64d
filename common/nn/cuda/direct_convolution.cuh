/// Convolution with 3x3 windows and stride 1, without patches in memory.
#pragma once

#include "nn/cuda/image.cuh"

namespace nn::cuda {

/// y = W x + b for all samples, and max(0, y) if `relu`; like
/// reference::Convolution::forward.
void convolve_3x3(const Image& g, const float* W, const float* b,
                  const float* x, bool relu, std::size_t samples, float* y);

}  // namespace nn::cuda
