/// The fast application of a Transform: one bilinear interpolation, 16 pixels
/// at a time, agreeing with augment_reference.hpp within 1e-4 (the positions
/// are float).
///
/// The image is first stored as pairs: word (y, x) holds the two bytes of the
/// pixels (y - 1, x - 1) and (y, x - 1), with a black border. Two words side by
/// side are the 2 x 2 pixels around a place. So an output pixel needs one load
/// from a random place instead of four, and positions outside are clamped to
/// the border instead of tested.
#pragma once

#include <cstdint>

#include "nn/data/augment_transform.hpp"
#include "nn/data/pixels.hpp"
#include "nn/support/buffer.hpp"

namespace nn {

/// Changes images of one shape. Has work space of its own, taken at the start:
/// one for each thread.
class Resampler {
 public:
  explicit Resampler(const Shape& shape);

  /// `image` and `out` are one sample in the layout of Shape.
  void operator()(const std::uint8_t* image, const Transform& transform,
                  Standardization standardize, float* out);

 private:
  /// The map in float, into the pairs' coordinates.
  struct Map {
    float xx, xy, x0, yx, yy, y0;
  };

  void copy(const std::uint8_t* image, const Transform& transform);
  void load(const std::uint8_t* image);
  void spread(const Transform& transform);
  template <bool elastic>
  void resample(const Transform& transform);
  template <bool elastic>
  void place(const Map& map, std::size_t y, std::size_t x0);
  void blend(std::size_t plane, float* out) const;
  void interleave(Standardization standardize, float* out);
  void erase(const Transform::Rectangle& rectangle, Standardization standardize,
             float* out) const;

  Shape shape_;
  std::size_t stride_;           // of a row of the pairs
  std::size_t plane_;            // size of one channel's pairs
  Buffer<std::uint8_t> padded_;  // one channel with its border
  Buffer<std::uint16_t> pairs_;  // channel after channel
  std::size_t blocks_;           // of 16 pixels in a row
  Buffer<std::uint8_t> copied_;  // the image after whole pixels' shift
  Buffer<float> planes_;         // the image, channel after channel
  std::size_t plane_out_;        // size of one channel there
  // The elastic grid: every column's weights of the control columns; the
  // field on the control rows, dx then dy; and every row's place among them.
  Buffer<float> column_weights_;
  Buffer<float> fields_;
  std::vector<std::size_t> row_before_;
  std::vector<float> row_weight_;
  // One block: which pairs, and the weights of the right and lower pixels.
  static constexpr std::size_t lanes = 16;
  alignas(64) std::array<std::int32_t, lanes> index_{};
  alignas(64) std::array<float, lanes> right_{}, below_{};
};

}  // namespace nn
