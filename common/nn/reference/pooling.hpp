/// Pooling as plain loops. Chapter 8; notes C7.
#pragma once

#include <limits>

#include "nn/core/armadillo.hpp"
#include "nn/core/window.hpp"
#include "nn/reference/taps.hpp"

namespace nn::reference {

template <class Real>
struct Pooling {
  using Matrix = arma::Mat<Real>;

  /// f(tap, input number, output number) for all pairs inside the image.
  template <class F>
  static void for_each_number(const WindowedShape& shape, F&& f) {
    const std::size_t channels = shape.in.channels;
    for_each_tap(shape, [&](std::size_t tap, std::size_t from, std::size_t to) {
      for (std::size_t c = 0; c < channels; ++c)
        f(tap, from * channels + c, to * channels + c);
    });
  }

  /// Each output is the largest number of its window; `argmax` keeps the tap
  /// it was found at (the first of equals). NaN counts as larger than all.
  static void max_pool(const WindowedShape& shape, const Matrix& x, Matrix& y,
                       std::uint8_t* argmax) {
    y.fill(-std::numeric_limits<Real>::infinity());
    for (arma::uword j = 0; j < x.n_cols; ++j)
      for_each_number(
          shape, [&](std::size_t tap, std::size_t from, std::size_t to) {
            const Real v = x(from, j);
            if (v > y(to, j) || std::isnan(v)) {
              y(to, j) = v;
              argmax[j * y.n_rows + to] = static_cast<std::uint8_t>(tap);
            }
          });
  }

  /// dy goes to the input that was the largest, and to no other.
  static void max_pool_gradient(const WindowedShape& shape, const Matrix& dy,
                                const std::uint8_t* argmax, Matrix& dx) {
    dx.zeros();
    for (arma::uword j = 0; j < dy.n_cols; ++j)
      for_each_number(shape,
                      [&](std::size_t tap, std::size_t from, std::size_t to) {
                        if (argmax[j * dy.n_rows + to] == tap)
                          dx(from, j) += dy(to, j);
                      });
  }

  /// The mean of each window; the zeros of the margin count as numbers
  /// (PyTorch's default, count_include_pad).
  static void average_pool(const WindowedShape& shape, const Matrix& x,
                           Matrix& y) {
    const auto share = 1 / static_cast<Real>(shape.window.taps());
    y.zeros();
    for (arma::uword j = 0; j < x.n_cols; ++j)
      for_each_number(shape,
                      [&](std::size_t, std::size_t from, std::size_t to) {
                        y(to, j) += share * x(from, j);
                      });
  }

  static void average_pool_gradient(const WindowedShape& shape,
                                    const Matrix& dy, Matrix& dx) {
    const auto share = 1 / static_cast<Real>(shape.window.taps());
    dx.zeros();
    for (arma::uword j = 0; j < dy.n_cols; ++j)
      for_each_number(shape,
                      [&](std::size_t, std::size_t from, std::size_t to) {
                        dx(from, j) += share * dy(to, j);
                      });
  }
};

}  // namespace nn::reference
