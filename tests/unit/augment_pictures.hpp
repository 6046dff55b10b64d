/// What the tests of augmented pictures share. Include it in one file of a test
/// program.
#pragma once

#include <array>
#include <cmath>

#include <boost/test/unit_test.hpp>

#include "nn/core/random.hpp"
#include "nn/data/augment_reference.hpp"
#include "nn/data/augment_resample.hpp"

using nn::Shape;
using nn::Transform;
using Bytes = nn::Buffer<std::uint8_t>;

// The fast version computes positions in float: below 100 pixels they are
// wrong by less than 1e-5, and no pixel is more than 1 from its neighbor.
constexpr double tolerance = 1e-4;

inline Bytes noise(const Shape& shape, std::uint32_t index = 0) {
  nn::Random random(1, nn::Stream::data, index);
  Bytes image(shape.features());
  for (auto& pixel : image)
    pixel = static_cast<std::uint8_t>(random.integer(256));
  return image;
}

/// The largest difference from what is expected; infinite for NaN.
inline double distance(const std::vector<double>& pixels,
                       const std::vector<double>& expected) {
  BOOST_REQUIRE(pixels.size() == expected.size());
  double worst = 0;
  for (std::size_t i = 0; i < pixels.size(); ++i)
    if (const double d = std::abs(pixels[i] - expected[i]); !(d <= worst))
      worst = d == d ? d : HUGE_VAL;
  return worst;
}

/// A picture after a change, in units of 255: by the fast version, after a
/// check that the formula gives the same.
inline std::vector<double> changed(const Bytes& image, const Shape& shape,
                                   const Transform& transform) {
  BOOST_REQUIRE(image.size() == shape.features());
  std::vector<float> out(shape.features(), -1);
  nn::Resampler{shape}(image.data(), transform, {}, out.data());
  std::vector<double> pixels(out.begin(), out.end());
  const auto formula = nn::reference::augment(image, shape, transform);
  BOOST_TEST(distance(pixels, formula) < tolerance);
  for (double& pixel : pixels)
    pixel *= 255;
  return pixels;
}

/// expected(y, x, c), pixel by pixel.
template <class F>
std::vector<double> picture(const Shape& shape, F expected) {
  std::vector<double> pixels;
  for (std::size_t y = 0; y < shape.height; ++y)
    for (std::size_t x = 0; x < shape.width; ++x)
      for (std::size_t c = 0; c < shape.channels; ++c)
        pixels.push_back(expected(y, x, c));
  return pixels;
}

inline const std::array<Shape, 7> shapes = {{{1, 28, 28},
                                             {1, 1, 1},
                                             {1, 5, 9},
                                             {3, 32, 32},
                                             {2, 17, 3},
                                             {3, 1, 40},
                                             {1, 33, 1}}};
