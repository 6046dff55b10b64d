#include "nn/cpu/frame.hpp"

#include <algorithm>

#include "nn/cpu/largest.hpp"
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

/// A row of windows: each gradient goes to one of four pixels, two in the row
/// `top` of the frame and two in the row `low`.
template <bool Relu>
void put_window_row(const float* image, const float* y,
                    const std::uint8_t* places, std::size_t windows,
                    std::size_t channels, float* top, float* low, float* sum) {
  std::size_t c = 0;
  for (; c + lanes <= channels; c += lanes) {
    Vector total = load(sum + c);
    for (std::size_t j = 0; j < windows; ++j) {
      const std::size_t from = j * channels + c, to = from + j * channels;
      Vector d = load(image + from);
      if (Relu) d = where_positive(load(y + from), d);
      total += d;
      spread(d, load_bytes(places + from), top + to, top + to + channels,
             low + to, low + to + channels);
    }
    store(sum + c, total);
  }
  for (; c < channels; ++c)
    for (std::size_t j = 0; j < windows; ++j) {
      const std::size_t from = j * channels + c, to = from + j * channels;
      const float d = !Relu || y[from] > 0 ? image[from] : 0;
      sum[c] += d;
      top[to] = top[to + channels] = low[to] = low[to + channels] = 0;
      float* const row = places[from] < 2 ? top : low;
      row[to + places[from] % 2 * channels] = d;
    }
}

}  // namespace

Gradient put_gradient_into_frame(const Frame& frame, const Gradient& gradient,
                                 float* framed, float* sum) {
  auto [dy, y, places] = gradient;
  const bool pooled = places != nullptr;
  // An odd last row or column belongs to no window: it stays 0.
  const std::size_t width = pooled ? frame.width / 2 : frame.width;
  const std::size_t height = pooled ? frame.height / 2 : frame.height;
  float* to = framed + frame.inside();
  for (std::size_t i = 0; i < height; ++i) {
    if (pooled) {
      const auto put = y ? put_window_row<true> : put_window_row<false>;
      put(dy, y, places, width, frame.channels, to, to + frame.row(), sum);
      places += width * frame.channels;
      to += 2 * frame.row();
    } else {
      const auto put = y ? put_gradient_row<true> : put_gradient_row<false>;
      put(dy, y, width, frame.channels, to, sum);
      to += frame.row();
    }
    dy += width * frame.channels;
    if (y) y += width * frame.channels;
  }
  return {dy, y, places};
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
