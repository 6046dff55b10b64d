/// Convolution in vector registers, without building patches.
///
/// For a window's row ky, the kernel * channels numbers that it covers lie
/// side by side in memory, and so do their weights: one loop over `span`
/// numbers takes in kx and the channel at once.
#pragma once

#include <cstddef>
#include <cstdint>

#include "nn/cpu/padding.hpp"

namespace nn::cpu {

/// Where a window's numbers are. Lengths in floats.
struct Strides {
  std::size_t kernel;  ///< rows of the window
  std::size_t span;    ///< numbers in one row of the window: kernel * ci
  std::size_t row;     ///< from one row of the padded image to the next
  std::size_t step;    ///< from one window to the next: stride * ci
  std::size_t stride;  ///< rows from one window to the next
};

/// W as in reference::Convolution, or some of its rows.
struct Kernel {
  const float* data;
  std::size_t row;  ///< floats from one column of W to the next
};

/// What to do with the sums W x: height x width pixels, one after the other.
struct Result {
  float* y = nullptr;
  std::size_t step = 0;  ///< floats from one pixel to the next
  std::size_t height = 0;
  std::size_t width = 0;
  const float* bias = nullptr;  ///< one per channel, added; null: none
  bool relu = false;            ///< max(0, …) at the end
  bool add = false;             ///< the sums continue from what y holds
};

/// The same, `count` times on different data: the distances from one to the
/// next, in floats. (Winograd's convolution is 16 matrix products.)
struct Planes {
  std::size_t count = 1;
  std::size_t x = 0;
  std::size_t W = 0;  ///< and dW
  std::size_t y = 0;  ///< and dz
};

/// y = W x + b for one image, `channels` numbers per pixel. `x` is the image,
/// padded with zeros. Each sum begins with +0 and takes the window's numbers
/// in the order of memory (row, column, channel), by fused multiply-adds.
void convolve(const Strides& strides, const float* x, const Kernel& W,
              std::size_t channels, const Result& result,
              const Planes& planes = {});

/// What ReLU and max pooling with adjacent windows of 2x2 pixels leave of the
/// sums: height x width windows, one after the other.
struct Pooled {
  float* y = nullptr;
  std::uint8_t* argmax = nullptr;  ///< as in Pooling::max_pool
  std::size_t step = 0;            ///< numbers from one window to the next
  std::size_t height = 0;
  std::size_t width = 0;
  const float* bias = nullptr;
  bool relu = false;
};

/// Like convolve(), followed by the pooling; `channels` is a multiple of
/// `lanes`.
void convolve_and_pool(const Strides& strides, const float* x, const Kernel& W,
                       std::size_t channels, const Pooled& result);

/// A gradient: height x width pixels. Lengths in floats.
struct Pixels {
  const float* data;
  std::size_t row;   ///< from one row to the next
  std::size_t step;  ///< from one pixel to the next
  std::size_t height;
  std::size_t width;
};

/// dW = dz x' for one image; with `add`, the sums continue from what dW holds.
/// Each pixel of dz has `channels` numbers; so has each row of dW',
/// `row_length` floats from one to the next. Pixels are added one after the
/// other, in windows of 2x2, by fused multiply-adds.
void weight_gradient(const Strides& strides, const float* x, const Pixels& dz,
                     std::size_t channels, bool add, float* dW,
                     std::size_t row_length, const Planes& planes = {});

/// A padded image of one channel.
struct GrayImage {
  const float* data;
  std::size_t row;
};

/// Pixels on which one 2x2 pooling window after a 3x3 convolution depends.
inline constexpr std::size_t gray_patch = 16;

/// For 3x3 windows on a one-channel image: adds to dW and db what a gradient
/// after max pooling, of shape `pooled`, contributes. `patches`: memory for a
/// gray_patch per pooling window, and `lanes` more.
void pooled_weight_gradient(const GrayImage& x, const Gradient& gradient,
                            const Shape& pooled, float* patches, float* dW,
                            float* db);

}  // namespace nn::cpu
