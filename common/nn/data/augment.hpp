/// Augmentation: every epoch shows slightly altered training images, so that a
/// network learns what the images of a class have in common instead of
/// memorizing them. Chapter 9; colors: chapter 15.
///
/// This file holds the settings; nn/data/augment_transform.hpp draws random
/// transforms from them, augment_reference.hpp has the formulas that apply a
/// transform to an image, augment_resample.hpp and augment_color.hpp the fast
/// versions.
#pragma once

#include <string>
#include <string_view>

namespace nn {

/// How much images are changed; by default not at all. All geometric changes
/// of an image are combined into one map and one bilinear interpolation; pixels
/// from outside the image are 0 (black).
struct Augment {
  double shift = 0;            ///< ± pixels, in x and in y
  bool integer_shift = false;  ///< shift by whole pixels only
  double rotation = 0;         ///< ± degrees, about the center
  double scale = 0;            ///< 0.1: 0.9 to 1.1 times as large
  double shear = 0;            ///< ± this times y is added to x
  /// Standard deviation, in pixels, of the displacement of 6 x 6 control
  /// points (in x and in y, each); bilinear between them. After Simard,
  /// Steinkraus, Platt, "Best practices for convolutional neural networks
  /// applied to visual document analysis", 2003.
  double elastic = 0;
  bool flip = false;  ///< mirror half of the images, left to right
  /// Probability that a rectangle is painted black: 2 to 33 % of the image,
  /// 0.3 to 3.3 times as tall as wide. Zhong, Zheng, Kang, Li, Yang, "Random
  /// erasing data augmentation", 2020.
  double erase = 0;
  /// Each draws a factor between 1 - value and 1 + value, which multiplies all
  /// pixels (brightness), their distance from the image's mean gray (contrast)
  /// or from their own gray (saturation: changes nothing in a gray image), one
  /// after the other in an order that is drawn, too. After torchvision's
  /// ColorJitter.
  double brightness = 0, contrast = 0, saturation = 0;

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
///     color:S                     brightness, contrast and saturation
///     brightness:S  contrast:S  saturation:S
///     erase:PROBABILITY
///
/// For example "geo:1.5,10,0.5" or "flip+shift:1+erase:0.3". "flip+shift:4" is
/// what He et al. do with CIFAR-10: a crop of 32 x 32 pixels at random from the
/// image with 4 black ones on each side, mirrored or not. UsageError for
/// anything else, with what is allowed.
Augment parse_augment(std::string_view text);

/// The same augmentation as text that parse_augment() reads.
std::string to_string(const Augment& augment);

/// UsageError if a value is NaN or out of range: shift and elastic 0 to 100
/// pixels, rotation 0 to 180, scale 0 to 0.9, shear 0 to 2, erase and the
/// colors 0 to 1; a shift by whole pixels must be an integer.
void check(const Augment& augment);

}  // namespace nn
