// Changed pictures, by hand.
#include <numeric>

#include "augment_pictures.hpp"

namespace {

/// Copied pixels are exact, but for the division by 255 and back. For others,
/// positions are computed: below 100 pixels to 1e-5, and no pixel is more than
/// 255 from its neighbor.
double rounding(bool bilinear) {
  return bilinear ? 255 * 1e-5 : 2e-5;
}

}  // namespace

BOOST_AUTO_TEST_CASE(no_change_gives_the_very_image) {
  for (const Shape& shape : shapes) {
    const Bytes image = noise(shape);
    std::vector<float> out(shape.features(), -1.f);
    const Transform identity;
    nn::Resampler{shape}(image.data(), identity, {}, out.data());
    for (std::size_t i = 0; i < out.size(); ++i)
      BOOST_REQUIRE(out[i] == static_cast<float>(image[i]) / 255.f);
    Transform bilinear;
    bilinear.elastic = true;  // of nothing: not copied but interpolated
    const std::vector<double> same(image.begin(), image.end());
    BOOST_TEST(distance(changed(image, shape, bilinear), same) <
               rounding(true));
    BOOST_TEST(Transform::of({}, shape).matrix == identity.matrix,
               boost::test_tools::per_element());
    BOOST_TEST(Transform::of({}, shape).offset == identity.offset,
               boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(whole_shifts_and_flips_move_pixels) {
  for (const Shape& shape : shapes)
    for (bool flip : {false, true})
      for (bool bilinear : {false, true})
        for (int dx : {-40, -2, 0, 1, 3})
          for (int dy : {-1, 0, 2, 50}) {
            const Bytes image = noise(shape);
            auto t = Transform::of({.flip = flip, .dx = 1. * dx, .dy = 1. * dy},
                                   shape);
            t.elastic = bilinear;
            const auto expected = picture(
                shape, [&](std::size_t y, std::size_t x, std::size_t c) {
                  const auto width = static_cast<int>(shape.width);
                  int from_x = static_cast<int>(x) - dx;
                  const int from_y = static_cast<int>(y) - dy;
                  if (flip) from_x = width - 1 - from_x;
                  if (from_x < 0 || from_x >= width || from_y < 0 ||
                      from_y >= static_cast<int>(shape.height))
                    return 0.;
                  const auto i =
                      static_cast<std::size_t>(from_y * width + from_x);
                  return 1. * image[i * shape.channels + c];
                });
            BOOST_TEST(distance(changed(image, shape, t), expected) <
                       rounding(bilinear));
          }
}

BOOST_AUTO_TEST_CASE(flipping_twice_is_the_identity) {
  for (const Shape& shape : shapes) {
    const Bytes image = noise(shape);
    const auto flip = Transform::of({.flip = true}, shape);
    Bytes once;
    for (double pixel : changed(image, shape, flip))
      once.push_back(static_cast<std::uint8_t>(std::lround(pixel)));
    BOOST_TEST((once != image || shape.width == 1));
    BOOST_TEST(distance(changed(once, shape, flip),
                        {image.begin(), image.end()}) < 2e-5);
  }
}

BOOST_AUTO_TEST_CASE(a_quarter_turn_rotates_the_array) {
  for (const Shape& shape : {Shape{1, 28, 28}, Shape{3, 7, 7}}) {
    const Bytes image = noise(shape);
    const std::size_t n = shape.width, c = shape.channels;
    // Counterclockwise: the right column becomes the top row.
    const auto expected =
        picture(shape, [&](std::size_t y, std::size_t x, std::size_t k) {
          return 1. * image[(x * n + n - 1 - y) * c + k];
        });
    for (double degrees : {90, -270})
      BOOST_TEST(distance(changed(image, shape,
                                  Transform::of({.degrees = degrees}, shape)),
                          expected) < 255 * tolerance);
  }
}

BOOST_AUTO_TEST_CASE(scale_2_by_hand) {
  // Sources at 1/4 and 3/4 between the two pixels, each way.
  const Shape shape{1, 2, 2};
  BOOST_TEST(distance(changed({0, 100, 200, 40}, shape,
                              Transform::of({.scale = 2}, shape)),
                      {58.75, 76.25, 126.25, 78.75}) < 255 * tolerance);
  // Scale 1/2: sources at -0.5 and 1.5, half of it outside each way.
  BOOST_TEST(distance(changed({0, 100, 200, 40}, shape,
                              Transform::of({.scale = 0.5}, shape)),
                      {0, 25, 50, 10}) < 255 * tolerance);
}

BOOST_AUTO_TEST_CASE(half_a_pixel_is_the_mean_of_two) {
  const Shape shape{1, 1, 4};
  BOOST_TEST(distance(changed({10, 20, 60, 240}, shape,
                              Transform::of({.dx = 0.5}, shape)),
                      {5, 15, 40, 150}) < 255 * tolerance);
  BOOST_TEST(distance(changed({10, 20, 60, 240}, shape,
                              Transform::of({.dx = -0.5}, shape)),
                      {15, 40, 150, 120}) < 255 * tolerance);
  BOOST_TEST(distance(changed({10, 20, 60, 240}, shape,
                              Transform::of({.dy = 0.25}, shape)),
                      {7.5, 15, 45, 180}) < 255 * tolerance);
}

BOOST_AUTO_TEST_CASE(shear_moves_rows_against_each_other) {
  const Shape shape{1, 3, 3};
  BOOST_TEST(distance(changed({1, 2, 3, 4, 5, 6, 7, 8, 9}, shape,
                              Transform::of({.shear = 1}, shape)),
                      {2, 3, 0, 4, 5, 6, 0, 7, 8}) < 255 * tolerance);
}

BOOST_AUTO_TEST_CASE(outside_is_black) {
  for (const Shape& shape : shapes) {
    const Bytes white(shape.features(), 255);
    for (double far : {1000., -1000.}) {
      const auto gone = Transform::of({.degrees = 3, .dx = far}, shape);
      for (double pixel : changed(white, shape, gone))
        BOOST_REQUIRE(pixel == 0);
    }
  }
  // A quarter as large: only the middle is left, and it is white.
  const Shape shape{1, 28, 28};
  const auto small =
      changed(Bytes(784, 255), shape, Transform::of({.scale = 0.25}, shape));
  BOOST_TEST(std::abs(std::accumulate(small.begin(), small.end(), 0.) / 255 -
                      49) < 0.01);
  BOOST_TEST(small[0] == 0);
  BOOST_TEST(std::abs(small[14 * 28 + 14] - 255) < 255 * tolerance);
}

BOOST_AUTO_TEST_CASE(the_erased_rectangle_is_black_and_nothing_else_changes) {
  for (const Shape& shape : {Shape{1, 28, 28}, Shape{3, 6, 8}}) {
    const Bytes image = noise(shape);
    for (bool bilinear : {false, true}) {
      Transform t;
      t.elastic = bilinear;
      t.erased = {.top = 2, .left = 3, .height = 4, .width = 5};
      const auto expected =
          picture(shape, [&](std::size_t y, std::size_t x, std::size_t c) {
            const bool inside = y >= 2 && y < 6 && x >= 3 && x < 8;
            const std::size_t i = y * shape.width + x;
            return inside ? 0. : 1. * image[i * shape.channels + c];
          });
      BOOST_TEST(distance(changed(image, shape, t), expected) <
                 rounding(bilinear));
    }
  }
}

BOOST_AUTO_TEST_CASE(the_field_is_bilinear_between_control_points) {
  // A ramp shows its own displacement: value 4 x gives 4 (x + d). On 26 x 26
  // pixels every fifth pixel is a control point.
  const Shape shape{1, 26, 26};
  Bytes ramp;
  for (std::size_t i = 0; i < shape.pixels(); ++i)
    ramp.push_back(static_cast<std::uint8_t>(4 * (i % 26) + 100));
  Transform t;
  t.elastic = true;
  nn::draw_elastic(t, 0.3, {});
  const auto pixels = changed(ramp, shape, t);
  const auto d = [&](std::size_t y, std::size_t x) {
    return (pixels[y * 26 + x] - ramp[y * 26 + x]) / 4;
  };
  for (std::size_t row = 1; row < 4; ++row)
    for (std::size_t column = 1; column < 4; ++column) {
      const double here = t.dx[row * 6 + column];
      const double right = t.dx[row * 6 + column + 1];
      const double below = t.dx[(row + 1) * 6 + column];
      const std::size_t y = 5 * row, x = 5 * column;
      BOOST_TEST(std::abs(d(y, x) - here) < 1e-3);
      BOOST_TEST(std::abs(d(y, x + 2) - (.6 * here + .4 * right)) < 1e-3);
      BOOST_TEST(std::abs(d(y + 1, x) - (.8 * here + .2 * below)) < 1e-3);
    }
}

BOOST_AUTO_TEST_CASE(standardization_comes_last) {
  const Shape shape{1, 5, 9};
  const Bytes image = noise(shape);
  const nn::Standardization standardize{0.25f, 4.f};
  auto t = nn::draw(nn::parse_augment("geo:2,20,1+erase:1"), shape, {});
  std::vector<float> plain(45), standard(45);
  nn::Resampler{shape}(image.data(), t, {}, plain.data());
  nn::Resampler{shape}(image.data(), t, standardize, standard.data());
  // Values up to 3, rounded once here and three times there.
  for (std::size_t i = 0; i < 45; ++i)
    BOOST_TEST(std::abs(standard[i] - (plain[i] - 0.25f) * 4) < 1e-6f);
  BOOST_TEST(standard[t.erased.top * 9 + t.erased.left] == -1);
}
