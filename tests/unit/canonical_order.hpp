/// The order of every sum in a network's layers: what nn::Cpu promises to
/// compute, to the last bit, on any processor and with any number of threads.
///
/// Plain loops over single numbers: no vectors, no threads, no blocks. A sum
/// in float depends on its order, so the loops are the definition. (Winograd's
/// convolution: canonical_winograd.hpp. What is made of a network's output,
/// and how its weights learn: canonical_learning.hpp.)
#pragma once

#include <bit>

#include "nn/core/armadillo.hpp"
#include "nn/core/window.hpp"

namespace canonical {

using Matrix = arma::fmat;
using nn::Shape, nn::WindowedShape;

// #region canonical_product
/// C = C + A B. Every number of C goes on from what it is, k ascending, with
/// one rounding a step.
inline void add_product(const Matrix& A, const Matrix& B, Matrix& C) {
  for (std::size_t j = 0; j < C.n_cols; ++j)
    for (std::size_t k = 0; k < A.n_cols; ++k)
      for (std::size_t i = 0; i < C.n_rows; ++i)
        C(i, j) = std::fma(A(i, k), B(k, j), C(i, j));
}

/// A B: every sum begins with +0.
inline Matrix product(const Matrix& A, const Matrix& B) {
  Matrix C(A.n_rows, B.n_cols, arma::fill::zeros);
  add_product(A, B, C);
  return C;
}
// #endregion canonical_product

// #region canonical_tree
/// f(0) + … + f(count - 1), neighbors first; `count` is a power of two.
template <class F>
auto tree(std::size_t count, F f, std::size_t first = 0) {
  if (count == 1) return f(first);
  auto left = tree(count / 2, f, first);
  left += tree(count / 2, f, first + count / 2);
  return left;
}

/// The sum over n samples: f(begin, end) is that of one part, the samples
/// begin … end - 1. With few samples some parts are empty: 0.
template <class F>
auto sum_in_parts(std::size_t n, F f, std::size_t parts = 16) {
  return tree(parts, [&](std::size_t part) {
    return f(part * n / parts, (part + 1) * n / parts);
  });
}
// #endregion canonical_tree

/// Sums over the images of a batch are +0 where they would be -0.
inline Matrix no_negative_zeros(Matrix sums) {
  return sums + 0.0f;
}

/// max(0, x); NaN stays.
inline Matrix relu(Matrix x) {
  return x.transform([](float v) { return v < 0 ? 0 : v; });
}
inline Matrix relu_gradient(const Matrix& y, Matrix dy) {
  for (std::size_t i = 0; i < dy.n_elem; ++i)
    dy(i) = y(i) > 0 ? dy(i) : 0;
  return dy;
}

// #region canonical_linear
inline Matrix linear(const Matrix& W, const Matrix& b, const Matrix& x) {
  Matrix y = product(W, x);
  y.each_col() += b.col(0);
  return y;
}
inline Matrix linear_input_gradient(const Matrix& W, const Matrix& dy) {
  return product(W.t(), dy);
}

/// 32 samples or more a part, if there are more parts than one.
inline Matrix linear_weight_gradient(const Matrix& x, const Matrix& dy) {
  const std::size_t n = x.n_cols;
  const auto part = [&](std::size_t begin, std::size_t end) {
    Matrix dW(dy.n_rows, x.n_rows, arma::fill::zeros);
    for (std::size_t j = begin; j < end; ++j)
      add_product(dy.col(j), x.col(j).t(), dW);
    return dW;
  };
  return sum_in_parts(n, part,
                      std::clamp<std::size_t>(std::bit_floor(n / 32), 1, 16));
}
inline Matrix linear_bias_gradient(const Matrix& dy) {
  return sum_in_parts(dy.n_cols, [&](std::size_t begin, std::size_t end) {
    Matrix db(dy.n_rows, 1, arma::fill::zeros);
    for (std::size_t j = begin; j < end; ++j)
      db += dy.col(j);
    return db;
  });
}
// #endregion canonical_linear

/// Number `c` of a pixel; 0 beyond the edge. (Left of an image and above it,
/// row and column have wrapped round to huge numbers.)
inline float pixel(const Shape& shape, const float* image, std::size_t row,
                   std::size_t column, std::size_t c) {
  const bool inside = row < shape.height && column < shape.width;
  return inside ? image[(row * shape.width + column) * shape.channels + c] : 0;
}

// #region canonical_patches
/// The windows of one image side by side, a column for each output pixel; in
/// a window rows come first, then columns, then channels. The margin's zeros
/// are numbers like all others.
inline Matrix patches(const WindowedShape& shape, const float* image) {
  const auto& [in, out, window] = shape;
  Matrix columns(window.taps() * in.channels, out.pixels());
  float* to = columns.memptr();
  for (std::size_t i = 0; i < out.height; ++i)
    for (std::size_t j = 0; j < out.width; ++j)
      for (std::size_t ky = 0; ky < window.kernel; ++ky)
        for (std::size_t kx = 0; kx < window.kernel; ++kx)
          for (std::size_t c = 0; c < in.channels; ++c)
            *to++ = pixel(in, image, i * window.stride + ky - window.padding,
                          j * window.stride + kx - window.padding, c);
  return columns;
}

/// The other way: adds every number to the pixel that it came from, window
/// after window.
inline void add_patches(const WindowedShape& shape, const Matrix& columns,
                        float* image) {
  const auto& [in, out, window] = shape;
  const float* from = columns.memptr();
  for (std::size_t i = 0; i < out.height; ++i)
    for (std::size_t j = 0; j < out.width; ++j)
      for (std::size_t ky = 0; ky < window.kernel; ++ky)
        for (std::size_t kx = 0; kx < window.kernel; ++kx)
          for (std::size_t c = 0; c < in.channels; ++c, ++from) {
            const std::size_t y = i * window.stride + ky - window.padding;
            const std::size_t x = j * window.stride + kx - window.padding;
            if (y < in.height && x < in.width)
              image[(y * in.width + x) * in.channels + c] += *from;
          }
}
// #endregion canonical_patches

// #region canonical_convolution
inline Matrix direct_convolution(const WindowedShape& shape, const Matrix& W,
                                 const Matrix& b, const Matrix& x) {
  Matrix y(shape.out.features(), x.n_cols);
  for (std::size_t j = 0; j < x.n_cols; ++j)
    y.col(j) = arma::vectorise(linear(W, b, patches(shape, x.colptr(j))));
  return y;
}
// #endregion canonical_convolution

// #region canonical_convolution_gradient
/// The pixels of an image, window by window of 2x2: in this order gradients
/// are added up, whether a pooling follows or not.
inline arma::uvec pixels_by_windows(const Shape& shape) {
  std::vector<arma::uword> order;
  for (std::size_t i = 0; i < shape.height; i += 2)
    for (std::size_t j = 0; j < shape.width; j += 2)
      for (std::size_t y = i; y < std::min(i + 2, shape.height); ++y)
        for (std::size_t x = j; x < std::min(j + 2, shape.width); ++x)
          order.push_back(y * shape.width + x);
  return order;
}

inline Matrix image_matrix(const Shape& shape, const float* image) {
  return Matrix(image, shape.channels, shape.pixels());
}

inline Matrix direct_weight_gradient(const WindowedShape& shape,
                                     const Matrix& x, const Matrix& dz) {
  const std::size_t rows = shape.out.channels;
  const std::size_t cols = shape.window.taps() * shape.in.channels;
  const arma::uvec order = pixels_by_windows(shape.out);
  const auto part = [&](std::size_t begin, std::size_t end) {
    Matrix dW(rows, cols, arma::fill::zeros);
    for (std::size_t j = begin; j < end; ++j)
      add_product(image_matrix(shape.out, dz.colptr(j)).cols(order),
                  patches(shape, x.colptr(j)).cols(order).t(), dW);
    return dW;
  };
  return no_negative_zeros(sum_in_parts(x.n_cols, part));
}

/// The four pixels of a window of 2x2 are added first.
inline Matrix convolution_bias_gradient(const Shape& out, const Matrix& dz) {
  const auto part = [&](std::size_t begin, std::size_t end) {
    Matrix db(out.channels, 1, arma::fill::zeros);
    for (std::size_t s = begin; s < end; ++s)
      for (std::size_t i = 0; i < out.height; i += 2)
        for (std::size_t j = 0; j < out.width; j += 2)
          for (std::size_t c = 0; c < out.channels; ++c) {
            const auto d = [&](std::size_t row, std::size_t column) {
              return pixel(out, dz.colptr(s), row, column, c);
            };
            db(c) += (d(i, j) + d(i, j + 1)) + (d(i + 1, j) + d(i + 1, j + 1));
          }
    return db;
  };
  return no_negative_zeros(sum_in_parts(dz.n_cols, part));
}

/// W for the way back: input and output channels exchanged, the window's taps
/// from the last to the first.
inline Matrix mirrored(const WindowedShape& shape, const Matrix& W) {
  const std::size_t ci = shape.in.channels, taps = shape.window.taps();
  Matrix M(ci, taps * W.n_rows);
  for (std::size_t tap = 0; tap < taps; ++tap)
    for (std::size_t o = 0; o < W.n_rows; ++o)
      for (std::size_t c = 0; c < ci; ++c)
        M(c, (taps - 1 - tap) * W.n_rows + o) = W(o, tap * ci + c);
  return M;
}

inline Matrix direct_input_gradient(const WindowedShape& shape, const Matrix& W,
                                    const Matrix& dz) {
  const auto& [in, out, window] = shape;
  Matrix dx(in.features(), dz.n_cols, arma::fill::zeros);
  for (std::size_t j = 0; j < dz.n_cols; ++j)
    if (window.stride == 1 && window.padding < window.kernel) {
      const std::size_t margin = window.kernel - 1 - window.padding;
      const WindowedShape back = {out, in, {window.kernel, 1, margin}};
      dx.col(j) = arma::vectorise(
          product(mirrored(shape, W), patches(back, dz.colptr(j))));
    } else
      add_patches(shape, product(W.t(), image_matrix(out, dz.colptr(j))),
                  dx.colptr(j));
  return dx;
}
// #endregion canonical_convolution_gradient

// #region canonical_pooling
/// Max pooling with windows of 2x2, side by side: the first of equals wins.
struct Pooled {
  Matrix y;
  std::vector<std::uint8_t> argmax;  // 0, 1 above 2, 3
};
inline Shape pooled_shape(const Shape& in) {
  return {in.channels, in.height / 2, in.width / 2};
}
/// Where number `place` of the window behind y's number i lies in x.
inline std::size_t place_in(const Shape& in, std::size_t i, std::size_t place) {
  const std::size_t c = i % in.channels, window = i / in.channels;
  const std::size_t row = window / (in.width / 2) * 2 + place / 2;
  const std::size_t column = window % (in.width / 2) * 2 + place % 2;
  return (row * in.width + column) * in.channels + c;
}

inline Pooled max_pool(const Shape& in, const Matrix& x) {
  const std::size_t features = pooled_shape(in).features();
  Pooled result = {Matrix(features, x.n_cols), {}};
  for (std::size_t j = 0; j < x.n_cols; ++j)
    for (std::size_t i = 0; i < features; ++i) {
      std::uint8_t best = 0;
      for (std::uint8_t place = 1; place < 4; ++place)
        if (x(place_in(in, i, place), j) > x(place_in(in, i, best), j))
          best = place;
      result.y(i, j) = x(place_in(in, i, best), j);
      result.argmax.push_back(best);
    }
  return result;
}
inline Matrix max_pool_gradient(const Shape& in, const Matrix& dy,
                                const std::vector<std::uint8_t>& argmax) {
  Matrix dx(in.features(), dy.n_cols, arma::fill::zeros);
  for (std::size_t j = 0; j < dy.n_cols; ++j)
    for (std::size_t i = 0; i < dy.n_rows; ++i)
      dx(place_in(in, i, argmax[j * dy.n_rows + i]), j) = dy(i, j);
  return dx;
}
// #endregion canonical_pooling

}  // namespace canonical
