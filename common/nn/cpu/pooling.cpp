#include "nn/cpu/pooling.hpp"

#include <limits>

#include "nn/core/simd.hpp"
#include "nn/cpu/largest.hpp"

namespace nn::cpu {
namespace {

/// f(tap, first input number, first output number) for every tap inside the
/// image; the `channels` numbers from there on belong together.
template <class F>
void for_each_tap(const WindowedShape& shape, F&& f) {
  const auto& [in, out, window] = shape;
  for (std::size_t i = 0; i < out.height; ++i)
    for (std::size_t j = 0; j < out.width; ++j)
      for (std::size_t ky = 0; ky < window.kernel; ++ky)
        for (std::size_t kx = 0; kx < window.kernel; ++kx) {
          const std::size_t y = i * window.stride + ky - window.padding;
          const std::size_t x = j * window.stride + kx - window.padding;
          if (y < in.height && x < in.width)
            f(ky * window.kernel + kx, (y * in.width + x) * in.channels,
              (i * out.width + j) * in.channels);
        }
}

/// Adjacent 2x2 windows, by far the most common.
bool is_two_by_two(const WindowedShape& shape) {
  return shape.window == Window{2, 2, 0};
}

/// `channels` numbers of one output pixel; a, b above c, d.
void largest_of_four(const float* a, const float* b, const float* c,
                     const float* d, std::size_t channels, float* y,
                     std::uint8_t* place) {
  std::size_t k = 0;
  for (; k + lanes <= channels; k += lanes) {
    const Largest all =
        largest(load(a + k), load(b + k), load(c + k), load(d + k));
    store(y + k, all.value);
    store_bytes(place + k, all.place);
  }
  for (; k < channels; ++k) {
    y[k] = a[k], place[k] = 0;
    std::uint8_t number = 1;
    for (const float* p : {b, c, d}) {
      if (p[k] > y[k] || std::isnan(p[k])) y[k] = p[k], place[k] = number;
      ++number;
    }
  }
}

void max_pool_any(const WindowedShape& shape, const float* x, float* y,
                  std::uint8_t* argmax) {
  std::fill_n(y, shape.out.features(), -std::numeric_limits<float>::infinity());
  const std::size_t channels = shape.in.channels;
  for_each_tap(shape, [&](std::size_t tap, std::size_t from, std::size_t to) {
    const auto number = static_cast<std::uint8_t>(tap);
#pragma omp simd
    for (std::size_t c = 0; c < channels; ++c) {
      const float v = x[from + c];
      const bool larger = v > y[to + c] || v != v;
      y[to + c] = larger ? v : y[to + c];
      argmax[to + c] = larger ? number : argmax[to + c];
    }
  });
}

void spread_over_four(const float* dy, const std::uint8_t* place,
                      std::size_t channels, float* a, float* b, float* c,
                      float* d) {
  std::size_t k = 0;
  for (; k + lanes <= channels; k += lanes)
    spread(load(dy + k), load_bytes(place + k), a + k, b + k, c + k, d + k);
  for (; k < channels; ++k) {
    a[k] = b[k] = c[k] = d[k] = 0;
    float* const pixel[] = {a, b, c, d};
    pixel[place[k]][k] = dy[k];
  }
}

void max_pool_gradient_two_by_two(const WindowedShape& shape, const float* dy,
                                  const std::uint8_t* argmax, float* dx) {
  const std::size_t c = shape.in.channels, row = shape.in.width * c;
  // An odd last row or column belongs to no window.
  if (shape.in.height % 2 || shape.in.width % 2)
    std::fill_n(dx, shape.in.features(), 0.0f);
  for (std::size_t i = 0; i < shape.out.height; ++i)
    for (std::size_t j = 0; j < shape.out.width; ++j, dy += c, argmax += c) {
      float* a = dx + 2 * i * row + 2 * j * c;
      spread_over_four(dy, argmax, c, a, a + c, a + row, a + row + c);
    }
}

void max_pool_gradient_any(const WindowedShape& shape, const float* dy,
                           const std::uint8_t* argmax, float* dx) {
  std::fill_n(dx, shape.in.features(), 0.0f);
  const std::size_t channels = shape.in.channels;
  for_each_tap(shape, [&](std::size_t tap, std::size_t from, std::size_t to) {
#pragma omp simd
    for (std::size_t c = 0; c < channels; ++c)
      dx[from + c] += argmax[to + c] == tap ? dy[to + c] : 0;
  });
}

}  // namespace

void max_pool_two_by_two(const Shape& in, const float* x, float* y,
                         std::uint8_t* argmax) {
  const std::size_t c = in.channels, row = in.width * c;
  for (std::size_t i = 0; i < in.height / 2; ++i)
    for (std::size_t j = 0; j < in.width / 2; ++j, y += c, argmax += c) {
      const float* a = x + 2 * i * row + 2 * j * c;
      largest_of_four(a, a + c, a + row, a + row + c, c, y, argmax);
    }
}

void Pooling::max_pool(const WindowedShape& shape, const arma::fmat& x,
                       arma::fmat& y, std::uint8_t* argmax) {
  for (arma::uword j = 0; j < x.n_cols; ++j) {
    std::uint8_t* place = argmax + j * y.n_rows;
    if (is_two_by_two(shape))
      max_pool_two_by_two(shape.in, x.colptr(j), y.colptr(j), place);
    else
      max_pool_any(shape, x.colptr(j), y.colptr(j), place);
  }
}

void Pooling::max_pool_gradient(const WindowedShape& shape,
                                const arma::fmat& dy,
                                const std::uint8_t* argmax, arma::fmat& dx) {
  const auto gradient = is_two_by_two(shape) ? max_pool_gradient_two_by_two
                                             : max_pool_gradient_any;
  for (arma::uword j = 0; j < dy.n_cols; ++j)
    gradient(shape, dy.colptr(j), argmax + j * dy.n_rows, dx.colptr(j));
}

void Pooling::average_pool(const WindowedShape& shape, const arma::fmat& x,
                           arma::fmat& y) {
  const std::size_t channels = shape.in.channels;
  const float share = 1 / static_cast<float>(shape.window.taps());
  for (arma::uword j = 0; j < x.n_cols; ++j) {
    const float* in = x.colptr(j);
    float* out = y.colptr(j);
    std::fill_n(out, y.n_rows, 0.0f);
    for_each_tap(shape, [&](std::size_t, std::size_t from, std::size_t to) {
#pragma omp simd
      for (std::size_t c = 0; c < channels; ++c)
        out[to + c] += share * in[from + c];
    });
  }
}

void Pooling::average_pool_gradient(const WindowedShape& shape,
                                    const arma::fmat& dy, arma::fmat& dx) {
  const std::size_t channels = shape.in.channels;
  const float share = 1 / static_cast<float>(shape.window.taps());
  for (arma::uword j = 0; j < dy.n_cols; ++j) {
    const float* in = dy.colptr(j);
    float* out = dx.colptr(j);
    std::fill_n(out, dx.n_rows, 0.0f);
    for_each_tap(shape, [&](std::size_t, std::size_t from, std::size_t to) {
#pragma omp simd
      for (std::size_t c = 0; c < channels; ++c)
        out[from + c] += share * in[to + c];
    });
  }
}

}  // namespace nn::cpu
