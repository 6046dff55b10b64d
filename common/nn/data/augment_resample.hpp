/// Fast application of a Transform: one bilinear interpolation, 16 pixels at a
/// time, agreeing with augment_reference.hpp within 1e-4 (positions are float).
///
/// The image is first stored as pairs: word (y, x) holds the two bytes of the
/// pixels (y - 2, x - 2) and (y - 1, x - 2), with a black border. Two adjacent
/// words are the 2 x 2 pixels around a position. So an output pixel needs one
/// random load instead of four, and positions outside the image are moved to
/// the border instead of being tested.
///
/// The map and the elastic field are combined in one grid: the source positions
/// of the control points; those of all other pixels are bilinear between them.
#pragma once

#include <cstdint>

#include "nn/core/buffer.hpp"
#include "nn/core/parallel.hpp"
#include "nn/core/simd.hpp"
#include "nn/data/augment_transform.hpp"
#include "nn/data/pixels.hpp"

namespace nn {

/// Transforms images of one shape. Allocates its workspace at the start; use
/// one per thread.
class Resampler {
 public:
  explicit Resampler(const Shape& shape);

  /// `image` and `out` are one sample in the layout of Shape.
  void operator()(const std::uint8_t* image, const Transform& transform,
                  Standardization standardize, float* out);

 private:
  /// One coordinate of the control rows' source positions, column by column,
  /// and how much it changes until the next control row.
  struct Rows {
    explicit Rows(std::size_t size) : at(size), change(size) {}
    cpu::Vector operator()(std::size_t i, float weight) const {
      return cpu::load(&at[i]) + weight * cpu::load(&change[i]);
    }
    Buffer<float> at, change;
  };

  /// Into copied_, if the map is a shift by whole pixels, mirrored or not.
  bool copy(const std::uint8_t* image, const Transform& transform);
  void load(const std::uint8_t* image);
  void pair_rows(const std::uint8_t* above, std::uint16_t* pairs) const;
  void place_control_rows(const Transform& transform);
  void between_columns(const Transform::Displacements& at, Rows& rows);
  void resample(Range rows, Standardization standardize, float* to) const;
  void interleave(float* out) const;
  void erase(const Transform::Rectangle& rectangle, Standardization standardize,
             float* out) const;

  static constexpr std::size_t block = 32;  // pairs made at a time
  static constexpr std::size_t border = 2;  // black pixels on each side

  Shape shape_;
  std::size_t stride_;            // of a row of the pairs: a power of two
  std::size_t plane_;             // size of one channel's pairs
  Buffer<std::uint8_t> padded_;   // one channel, a black row on each side
  Buffer<std::uint16_t> inside_;  // 0 where a row of the pairs is border
  Buffer<std::uint16_t> pairs_;   // channel after channel
  Buffer<std::uint8_t> copied_;   // the image after whole pixels' shift
  std::size_t width_;             // of the image, in whole vectors
  // The control points' positions; every column's weights of the control
  // columns; the control rows' sources; and every row's place among these.
  Transform::Displacements control_x_{}, control_y_{};
  Buffer<float> column_weights_;
  Rows rows_x_, rows_y_;
  std::vector<std::size_t> row_before_;
  std::vector<float> row_weight_;
  // A single channel is written in place, except for the rows at the end whose
  // last vector extends beyond the image.
  std::size_t rows_in_place_ = 0;
  std::size_t plane_out_;
  Buffer<float> planes_;  // the new image, channel after channel
};

}  // namespace nn
