#include "nn/cpu/frame.hpp"

#include <algorithm>

namespace nn::cpu {

void put_into_frame(const Frame& frame, const float* image, float* framed) {
  const std::size_t length = frame.width * frame.channels;
  float* row = framed + frame.inside();
  for (std::size_t i = 0; i < frame.height; ++i)
    std::copy_n(image + i * length, length, row + i * frame.row());
}

void put_gradient_into_frame(const Frame& frame, const float* image,
                             const float* y, float* framed, float* sum) {
  const std::size_t channels = frame.channels;
  for (std::size_t i = 0; i < frame.height; ++i) {
    float* to = framed + frame.inside() + i * frame.row();
    for (std::size_t j = 0; j < frame.width; ++j, to += channels) {
      const std::size_t at = (i * frame.width + j) * channels;
#pragma omp simd
      for (std::size_t c = 0; c < channels; ++c) {
        const float d = !y || y[at + c] > 0 ? image[at + c] : 0;
        to[c] = d;
        sum[c] += d;
      }
    }
  }
}

namespace {

/// f(offset of the tap's row in the image, offset in the patches, inside?) for
/// every tap of every window.
template <class F>
void for_each_tap(const WindowedShape& shape, F&& f) {
  const auto& [in, out, window] = shape;
  std::size_t patch = 0;
  for (std::size_t i = 0; i < out.height; ++i)
    for (std::size_t j = 0; j < out.width; ++j)
      for (std::size_t ky = 0; ky < window.kernel; ++ky)
        for (std::size_t kx = 0; kx < window.kernel; ++kx) {
          const std::size_t y = i * window.stride + ky - window.padding;
          const std::size_t x = j * window.stride + kx - window.padding;
          const bool inside = y < in.height && x < in.width;
          f((y * in.width + x) * in.channels, patch, inside);
          patch += in.channels;
        }
}

}  // namespace

void make_patches(const WindowedShape& shape, const float* image,
                  float* patches) {
  const std::size_t channels = shape.in.channels;
  for_each_tap(shape, [&](std::size_t from, std::size_t to, bool inside) {
    if (inside)
      std::copy_n(image + from, channels, patches + to);
    else
      std::fill_n(patches + to, channels, 0.0f);
  });
}

void add_patches(const WindowedShape& shape, const float* patches,
                 float* image) {
  const std::size_t channels = shape.in.channels;
  for_each_tap(shape, [&](std::size_t to, std::size_t from, bool inside) {
    if (!inside) return;
#pragma omp simd
    for (std::size_t c = 0; c < channels; ++c)
      image[to + c] += patches[from + c];
  });
}

}  // namespace nn::cpu
