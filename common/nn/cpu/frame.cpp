#include "nn/cpu/frame.hpp"

#include <algorithm>

#include "nn/cpu/simd.hpp"

namespace nn::cpu {

void put_into_frame(const Frame& frame, const float* image, float* framed) {
  const std::size_t length = frame.width * frame.channels;
  float* row = framed + frame.inside();
  for (std::size_t i = 0; i < frame.height; ++i)
    std::copy_n(image + i * length, length, row + i * frame.row());
}

namespace {

/// One row of `width` pixels; with `Relu`, numbers count only where y > 0.
template <bool Relu>
void put_gradient_row(const float* image, const float* y, std::size_t width,
                      std::size_t channels, float* to, float* sum) {
  std::size_t c = 0;
  // Vector by vector down the row, so that the sum stays in a register.
  for (; c + lanes <= channels; c += lanes) {
    Vector total = load(sum + c);
    for (std::size_t at = c; at < width * channels; at += channels) {
      Vector d = load(image + at);
      if (Relu) d = where_positive(load(y + at), d);
      store(to + at, d);
      total += d;
    }
    store(sum + c, total);
  }
  for (; c < channels; ++c)
    for (std::size_t at = c; at < width * channels; at += channels) {
      to[at] = !Relu || y[at] > 0 ? image[at] : 0;
      sum[c] += to[at];
    }
}

}  // namespace

void put_gradient_into_frame(const Frame& frame, const float* image,
                             const float* y, float* framed, float* sum) {
  const std::size_t length = frame.width * frame.channels;
  float* row = framed + frame.inside();
  for (std::size_t i = 0; i < frame.height; ++i) {
    const auto put = y ? put_gradient_row<true> : put_gradient_row<false>;
    put(image + i * length, y ? y + i * length : nullptr, frame.width,
        frame.channels, row + i * frame.row(), sum);
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
