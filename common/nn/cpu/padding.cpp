#include "nn/cpu/padding.hpp"

#include <algorithm>

#include "nn/core/simd.hpp"
#include "nn/cpu/largest.hpp"

namespace nn::cpu {

void pad(const PaddedShape& shape, const float* image, float* padded) {
  const std::size_t length = shape.width * shape.channels;
  float* row = padded + shape.inside();
  for (std::size_t i = 0; i < shape.height; ++i)
    std::copy_n(image + i * length, length, row + i * shape.row());
}

namespace {

/// One or two rows of `width` pixels; with `Relu`, numbers count only where
/// y > 0. The sum takes windows of 2x2 pixels, as it does with pooling.
template <bool Relu>
void put_gradient_rows(const float* image, const float* y, std::size_t rows,
                       std::size_t width, std::size_t channels, float* to,
                       std::size_t to_row, float* sum) {
  const auto put = [=](std::size_t r, std::size_t j, std::size_t c) {
    if (r >= rows || j >= width) return Vector{};
    const std::size_t at = (r * width + j) * channels + c;
    Vector d = load(image + at);
    if (Relu) d = where_positive(load(y + at), d);
    store(to + r * to_row + j * channels + c, d);
    return d;
  };
  const auto put_one = [=](std::size_t r, std::size_t j, std::size_t c) {
    if (r >= rows || j >= width) return 0.0f;
    const std::size_t at = (r * width + j) * channels + c;
    const float d = !Relu || y[at] > 0 ? image[at] : 0;
    to[r * to_row + j * channels + c] = d;
    return d;
  };
  std::size_t c = 0;
  // Vector by vector along the rows, so that the sum stays in a register.
  for (; c + lanes <= channels; c += lanes) {
    Vector total = load(sum + c);
    for (std::size_t j = 0; j < width; j += 2)
      total +=
          (put(0, j, c) + put(0, j + 1, c)) + (put(1, j, c) + put(1, j + 1, c));
    store(sum + c, total);
  }
  for (; c < channels; ++c)
    for (std::size_t j = 0; j < width; j += 2)
      sum[c] += (put_one(0, j, c) + put_one(0, j + 1, c)) +
                (put_one(1, j, c) + put_one(1, j + 1, c));
}

/// A row of windows: each gradient goes to one of four pixels, two in the row
/// `top` of the padded image and two in the row `low`.
template <bool Relu>
void put_window_row(const float* image, const float* y,
                    const std::uint8_t* argmax, std::size_t windows,
                    std::size_t channels, float* top, float* low, float* sum) {
  std::size_t c = 0;
  for (; c + lanes <= channels; c += lanes) {
    Vector total = load(sum + c);
    for (std::size_t j = 0; j < windows; ++j) {
      const std::size_t from = j * channels + c, to = from + j * channels;
      Vector d = load(image + from);
      if (Relu) d = where_positive(load(y + from), d);
      total += d;
      spread(d, load_bytes(argmax + from), top + to, top + to + channels,
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
      float* const row = argmax[from] < 2 ? top : low;
      row[to + argmax[from] % 2 * channels] = d;
    }
}

}  // namespace

Gradient pad_gradient(const PaddedShape& shape, const Gradient& gradient,
                      float* padded, float* sum) {
  auto [dy, y, argmax] = gradient;
  float* to = padded + shape.inside();
  // An odd last row or column belongs to no window of a pooling: it stays 0.
  const std::size_t height = argmax ? shape.height / 2 * 2 : shape.height;
  const std::size_t width = argmax ? shape.width / 2 : shape.width;
  for (std::size_t i = 0; i < height; i += 2, to += 2 * shape.row()) {
    const std::size_t rows = argmax ? 1 : std::min<std::size_t>(2, height - i);
    if (argmax) {
      const auto put = y ? put_window_row<true> : put_window_row<false>;
      put(dy, y, argmax, width, shape.channels, to, to + shape.row(), sum);
      argmax += width * shape.channels;
    } else {
      const auto put = y ? put_gradient_rows<true> : put_gradient_rows<false>;
      put(dy, y, rows, width, shape.channels, to, shape.row(), sum);
    }
    dy += rows * width * shape.channels;
    if (y) y += rows * width * shape.channels;
  }
  return {dy, y, argmax};
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
