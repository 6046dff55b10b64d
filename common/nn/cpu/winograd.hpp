/// 3x3 convolution with 16 multiplications where there were 36.
///
/// Winograd's minimal filtering F(2x2, 3x3), as Lavin and Gray describe it
/// ("Fast algorithms for convolutional neural networks", CVPR 2016, section
/// 4.1). The output is cut into tiles of 2x2 pixels. A tile depends on 4x4
/// pixels d of the input, and with three small, constant matrices
///     y = A' [(G w G') * (B' d B)] A          (* number by number)
/// The sum over the input channels may be taken inside the brackets: there it
/// is a matrix product for each of the 16 positions, and they are all that
/// remains of the convolution's arithmetic. B', A' hold 0, 1 and -1 only.
///
/// dx is the same with the mirrored kernel. dW follows from the formula by the
/// chain rule: dW = G' [(A dy A') * (B' d B)] G.
///
/// Its differences cost no accuracy worth naming: on normal numbers the error
/// is 2e-7 to 3e-7 of the result, that of the direct sum in float 1e-7 to 4e-7
/// (tests/unit/winograd.cpp measures both).
#pragma once

#include <cstddef>
#include <cstdint>

#include "nn/support/buffer.hpp"
#include "nn/support/parallel.hpp"

namespace nn::cpu::winograd {

inline constexpr std::size_t positions = 16;

/// Channels must come in multiples of this, whatever the processor: the same
/// convolutions take this way everywhere.
inline constexpr std::size_t unit = 16;

/// From one position's numbers to the next one's: room for `count` numbers, a
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
};

/// U = G w G'. W: taps x ci x co (as in reference::Convolution), U: positions x
/// ci x co. Of the input channels, those in `channels`.
void transform_weights(const float* W, std::size_t ci, std::size_t co,
                       Range channels, float* U);
/// The same for the mirrored kernel that leads back from co to ci channels,
/// which is U transposed at another position: positions x co x ci.
void mirror_weights(const float* U, std::size_t ci, std::size_t co,
                    Range positions, float* mirrored);
/// dW = G' S G for S: positions x ci x co. Of the ci * co weights of each tap,
/// those in `range`, whose ends are multiples of unit.
void weights_gradient(const float* S, std::size_t ci, std::size_t co,
                      Range range, float* dW);

/// An image in its frame: it can be read two pixels beyond each tile.
struct Framed {
  const float* data;
  std::size_t row;       ///< from one row of pixels to the next
  std::size_t channels;  ///< a multiple of unit
};

/// V = B' d B of the rows of tiles `rows`. V: positions x tiles x channels, a
/// plane for each position.
void transform_image(const Framed& x, std::size_t cols, Range rows, float* V);
/// D = A dy A', of 2x2 pixels a tile. D as V.
void transform_gradient(const Framed& dy, std::size_t cols, Range rows,
                        float* D);

/// Where the tiles' pixels go.
struct Output {
  float* y;              ///< height x width pixels, or a quarter of them
  std::size_t height;    ///< of the convolution's result
  std::size_t width;     ///< … before pooling
  std::size_t channels;  ///< a multiple of unit
  const float* bias;     ///< one a channel, or null
  bool relu;             ///< max(0, y)
  std::uint8_t* places;  ///< of the largest of a tile's four pixels; null:
                         ///< no pooling
};

/// Writes the pixels A' M A of the rows of tiles `rows`.
void write_tiles(const float* M, std::size_t cols, Range rows,
                 const Output& out);

/// M = U V, position by position: `tiles` columns of ci numbers become columns
/// of co numbers. V and M in planes.
void multiply(const float* U, const float* V, std::size_t ci, std::size_t co,
              std::size_t tiles, float* M);
/// S = S + D V', position by position.
void add_products(const float* D, const float* V, std::size_t ci,
                  std::size_t co, std::size_t tiles, float* S);

}  // namespace nn::cpu::winograd
