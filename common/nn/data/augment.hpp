/// Augmentation: every epoch shows each training image a little changed, so
/// that a network learns what the classes have in common and not the images
/// by heart. Chapter 9.
///
/// This file is the wish; nn/data/augment_transform.hpp draws one change from
/// it, augment_reference.hpp has the formula that applies a change to an
/// image, augment_resample.hpp the fast version.
#pragma once

#include <string>
#include <string_view>

namespace nn {

/// How much images are changed; by default not at all. All geometric changes
/// of an image are one map and one bilinear interpolation; what comes from
/// outside the image is 0 (black).
struct Augment {
  double shift = 0;            ///< ± pixels, in x and in y
  bool integer_shift = false;  ///< shift by whole pixels only
  double rotation = 0;         ///< ± degrees, about the centre
  double scale = 0;            ///< 0.1: 0.9 to 1.1 times as large
  double shear = 0;            ///< ± this times y is added to x
  /// Standard deviation, in pixels, of the displacement of 6 x 6 control
  /// points (in x and in y, each); bilinear between them. After Simard,
  /// Steinkraus, Platt, "Best practices for convolutional neural networks
  /// applied to visual document analysis", 2003.
  double elastic = 0;
  bool flip = false;  ///< mirror every second image, left to right
  /// Probability that a rectangle is painted black: 2 to 33 % of the image,
  /// 0.3 to 3.3 times as high as wide. Zhong, Zheng, Kang, Li, Yang, "Random
  /// erasing data augmentation", 2020.
  double erase = 0;

  /// False when every image stays as it is.
  bool any() const { return *this != Augment{.integer_shift = integer_shift}; }

  friend bool operator==(const Augment&, const Augment&) = default;
};

/// Reads "none", or some of these joined by '+', each setting once:
///
///     geo:SHIFT,DEGREES,ELASTIC   all of shift, rotation, elastic, and
///                                 scale 0.1, shear 0.15
///     shift:PIXELS                by whole pixels
///     subpixel:PIXELS             any shift
///     rotate:DEGREES  scale:S  shear:S  elastic:PIXELS
///     flip
///     erase:PROBABILITY
///
/// For example "geo:1.5,10,0.5" or "flip+shift:1+erase:0.3". UsageError for
/// anything else, with what is allowed.
Augment parse_augment(std::string_view text);

/// The same augmentation as text that parse_augment() reads.
std::string to_string(const Augment& augment);

/// UsageError when a value is not a number or outside its range: shift and
/// elastic 0 to 100 pixels, rotation 0 to 180, scale 0 to 0.9, shear 0 to 2,
/// erase 0 to 1; a shift by whole pixels must be whole.
void check(const Augment& augment);

}  // namespace nn
