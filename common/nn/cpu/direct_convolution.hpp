/// Convolution in vector registers, without building patches.
///
/// For a window's row ky, the kernel * channels numbers that it covers lie
/// side by side in memory, and so do their weights: one loop over `span`
/// numbers takes in kx and the channel at once.
#pragma once

#include <cstddef>

namespace nn::cpu {

/// Where a window's numbers are. Lengths in floats.
struct Walk {
  std::size_t kernel;  ///< rows of the window
  std::size_t span;    ///< numbers in one row of the window: kernel * ci
  std::size_t row;     ///< from one row of the framed image to the next
  std::size_t step;    ///< from one window to the next: stride * ci
  std::size_t stride;  ///< rows from one window to the next
};

/// y = W x + b for one image, and max(0, y) if `relu`. `x` is the image in its
/// frame of zeros; `y` has height x width pixels of `co` channels, a multiple
/// of `lanes`; W as in reference::Convolution. `bias`: co numbers, or null.
void convolve(const Walk& walk, const float* x, const float* W,
              const float* bias, bool relu, std::size_t height,
              std::size_t width, std::size_t co, float* y);

/// dW = dz x' for one image; with `add`, it is added to what dW holds. dz has
/// height x width pixels of `co` channels, a multiple of `lanes`, with `dz_row`
/// floats from one row to the next.
void weight_gradient(const Walk& walk, const float* x, const float* dz,
                     std::size_t dz_row, std::size_t height, std::size_t width,
                     std::size_t co, bool add, float* dW);

}  // namespace nn::cpu
