/// Copies parts of both factors so that a tile reads contiguous memory.
#pragma once

#include <algorithm>

#include "nn/products/tile.hpp"

namespace nn::products {

/// op(A) as rows over k, or op(B) as columns over k: element k of line w is
/// data[w * stride + k] if they lie `along_k`, else data[w + k * stride].
template <class Real>
struct Lines {
  const Real* data;
  std::size_t stride;
  bool along_k;
  Lines at(std::size_t w, std::size_t k) const {
    return {data + (along_k ? w * stride + k : w + k * stride), stride,
            along_k};
  }
};

/// Lines that lie along k, side by side: to[k * width + w].
template <class Real>
void pack_transposed(const Lines<Real>& from, std::size_t count,
                     std::size_t width, std::size_t inner, Real* to) {
  constexpr std::size_t size = lanes<Real>;
  const auto one_by_one = [&](std::size_t w, std::size_t k) {
    for (; k < inner; ++k)
      to[k * width + w] = from.data[w * from.stride + k];
  };
  const std::size_t whole = inner - inner % size;
  std::size_t w = 0;
  for (; w + size <= count; w += size) {
    for (std::size_t k = 0; k < whole; k += size)
      transpose_block(from.data + w * from.stride + k, from.stride,
                      to + k * width + w, width);
    for (std::size_t i = 0; i < size; ++i)
      one_by_one(w + i, whole);
  }
  for (; w < count; ++w)
    one_by_one(w, 0);
}

/// Packs `count` lines, padded with zeros up to `width`.
template <class Real>
void pack(const Lines<Real>& from, std::size_t count, std::size_t width,
          std::size_t inner, Real* to) {
  if (count < width) std::fill_n(to, inner * width, Real{0});
  if (from.along_k)
    pack_transposed(from, count, width, inner, to);
  else if (count == tile_rows<Real>)  // known at compile time
    for (std::size_t k = 0; k < inner; ++k)
      std::copy_n(from.data + k * from.stride, tile_rows<Real>, to + k * width);
  else
    for (std::size_t k = 0; k < inner; ++k)
      std::copy_n(from.data + k * from.stride, count, to + k * width);
}

}  // namespace nn::products
