/// 3x3 convolution with 16 multiplications instead of 36.
///
/// Winograd's minimal filtering F(2x2, 3x3), as Lavin and Gray describe it
/// ("Fast algorithms for convolutional neural networks", CVPR 2016, section
/// 4.1). The output is cut into tiles of 2x2 pixels. A tile depends on 4x4
/// pixels d of the input, and with three small, constant matrices
///     y = A' [(G w G') * (B' d B)] A          (* elementwise)
/// The sum over the input channels may be taken inside the brackets: there it
/// is a matrix product for each of the 16 positions, and they are all that
/// remains of the convolution's arithmetic. B', A' hold 0, 1 and -1 only.
///
/// For the backward pass, the formula is read from the left (chain rule):
///     dW = G' [D * (B' d B)] G and dx = B [(G w G') * D] B',  D = A dy A'
/// where neighboring tiles add to the pixels of dx that they share.
///
/// Its differences cost negligible accuracy: on normal random numbers the error
/// is 2e-7 to 3e-7 of the result, that of the direct sum in float 1e-7 to 4e-7
/// (tests/unit/winograd.cpp measures both).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "nn/core/parallel.hpp"
#include "nn/cpu/padding.hpp"

namespace nn::cpu::winograd {

inline constexpr std::size_t positions = 16;

/// Channels must come in multiples of this, whatever the processor: the same
/// convolutions take this path everywhere.
inline constexpr std::size_t unit = 16;

/// From one position's numbers to the next's: room for `count` numbers, a
/// multiple of unit, in an odd number of cache lines. With an even number, the
/// 16 positions of a tile would compete for few places in the cache; with 64
/// lines, for a single one.
constexpr std::size_t plane(std::size_t count) {
  return (count / unit | 1) * unit;
}

/// A grid of tiles, some rows of it at a time.
struct Tiles {
  std::size_t rows = 0;   ///< of the whole grid: half the output's height
  std::size_t cols = 0;   ///< … half its width, both rounded up
  std::size_t chunk = 1;  ///< rows of tiles that are worked on at a time

  /// For an output of height x width pixels, chunks of `least` tiles or more.
  static Tiles of(std::size_t height, std::size_t width, std::size_t least);
  std::size_t size() const { return chunk * cols; }  ///< tiles in a chunk
  /// The chunk that begins with this row.
  Range rows_from(std::size_t row) const {
    return {row, std::min(row + chunk, rows)};
  }
};

/// U = G w G'. W: taps x ci x co (as in reference::Convolution), U: positions x
/// ci x co. Of the input channels, those in `channels`.
void transform_weights(const float* W, std::size_t ci, std::size_t co,
                       Range channels, float* U);
/// U', position by position: positions x co x ci.
void transpose_weights(const float* U, std::size_t ci, std::size_t co,
                       Range positions, float* transposed);
/// dW = G' S G for S: positions x ci x co. Of the ci * co weights of each tap,
/// those in `range`, whose ends are multiples of unit.
void weights_gradient(const float* S, std::size_t ci, std::size_t co,
                      Range range, float* dW);

/// The input of the convolution.
struct Image {
  const float* data;
  std::size_t height, width;
  std::size_t channels;  ///< a multiple of unit
  std::size_t padding;   ///< 0 … 2
  const float* zeros;    ///< a row of pixels, for those beyond the edge
};

/// V = B' d B for the rows of tiles `rows`. V: positions x tiles x channels, a
/// plane for each position.
void transform_image(const Image& x, std::size_t cols, Range rows, float* V);
/// D = A dz A', for 2x2 pixels per tile; D is laid out like V. dz is a gradient
/// of shape `shape` taken back through the pooling and the ReLU that follow the
/// convolution. All its pixels are added to `sum`, channel by channel.
void transform_gradient(const Gradient& gradient, const Shape& shape,
                        std::size_t cols, Range rows, float* D, float* sum);

/// Where the tiles' pixels go.
struct Output {
  float* y;              ///< height x width pixels, or a quarter of them
  std::size_t height;    ///< of the convolution's result
  std::size_t width;     ///< … before pooling
  std::size_t channels;  ///< a multiple of unit
  const float* bias;     ///< one per channel, or null
  bool relu;             ///< max(0, y)
  std::uint8_t* argmax;  ///< of the largest of a tile's four pixels; null:
                         ///< no pooling
};

/// Writes the pixels A' M A of the rows of tiles `rows`.
void write_tiles(const float* M, std::size_t cols, Range rows,
                 const Output& out);

/// The gradient of an Image.
struct ImageGradient {
  float* data;
  std::size_t height, width, channels, padding;
};

/// Adds up dx, the sum of all tiles' B M B', for the rows of tiles `rows`. They
/// come in order: each adds to the two rows of pixels that it shares with the
/// previous one, and writes the two below.
void add_tiles(const float* M, std::size_t cols, Range rows,
               const ImageGradient& dx);

/// M = U V, position by position: `tiles` columns of ci numbers become columns
/// of co numbers. V and M in planes.
void multiply(const float* U, const float* V, std::size_t ci, std::size_t co,
              std::size_t tiles, float* M);
/// S = S + D V', position by position; S = D V' if `begin`. Each sum continues
/// from tile to tile.
void add_products(const float* D, const float* V, std::size_t ci,
                  std::size_t co, std::size_t tiles, bool begin, float* S);

}  // namespace nn::cpu::winograd
