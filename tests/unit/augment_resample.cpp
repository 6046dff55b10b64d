// Changed pictures: by hand, by PyTorch, and the fast ones by the formula.
#include "nn/data/augment_resample.hpp"

#include <numeric>

#include <boost/test/unit_test.hpp>

#include "nn/data/augment_reference.hpp"
#include "nn/support/random.hpp"

using nn::Affine;
using nn::Shape;
using nn::Transform;
using Bytes = std::vector<std::uint8_t>;

namespace {

// The fast version computes positions in float: below 100 pixels they are
// wrong by less than 1e-5, and no pixel is more than 1 from its neighbour.
constexpr double tolerance = 1e-4;

/// A picture after a change, in units of 255: by the fast version, after a
/// check that the formula gives the same.
std::vector<double> changed(const Bytes& image, const Shape& shape,
                            const Transform& transform) {
  BOOST_REQUIRE(image.size() == shape.features());
  const auto formula = nn::reference::augment(image, shape, transform);
  std::vector<float> out(shape.features(), -1);
  nn::Resampler{shape}(image.data(), transform, {}, out.data());
  double worst = 0;
  for (std::size_t i = 0; i < out.size(); ++i)
    // std::max would pass over NaN.
    if (const double error = std::abs(out[i] - formula[i]); !(error <= worst))
      worst = error;
  BOOST_TEST(worst < tolerance);
  std::vector<double> pixels;
  for (float value : out)
    pixels.push_back(value * 255.);
  return pixels;
}

Bytes noise(const Shape& shape, std::uint32_t index = 0) {
  nn::Random random(1, nn::Stream::data, index);
  Bytes image(shape.features());
  for (auto& pixel : image)
    pixel = static_cast<std::uint8_t>(random.integer(256));
  return image;
}

/// The largest difference to what is expected; infinite for NaN.
double distance(const std::vector<double>& pixels,
                const std::vector<double>& expected) {
  BOOST_REQUIRE(pixels.size() == expected.size());
  double worst = 0;
  for (std::size_t i = 0; i < pixels.size(); ++i)
    if (const double d = std::abs(pixels[i] - expected[i]); !(d <= worst))
      worst = d == d ? d : HUGE_VAL;
  return worst;
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

const std::array<Shape, 7> shapes = {{{1, 28, 28},
                                      {1, 1, 1},
                                      {1, 5, 9},
                                      {3, 32, 32},
                                      {2, 17, 3},
                                      {3, 1, 40},
                                      {1, 33, 1}}};

}  // namespace

BOOST_AUTO_TEST_CASE(no_change_gives_the_very_image) {
  for (const Shape& shape : shapes) {
    const Bytes image = noise(shape);
    std::vector<float> out(shape.features());
    Transform identity, bilinear;
    bilinear.elastic = true;  // of nothing: not copied but interpolated
    for (const Transform& transform : {identity, bilinear}) {
      std::ranges::fill(out, -1.f);
      nn::Resampler{shape}(image.data(), transform, {}, out.data());
      for (std::size_t i = 0; i < out.size(); ++i)
        BOOST_REQUIRE(out[i] == static_cast<float>(image[i]) / 255.f);
    }
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
            // Exact but for the division by 255 and back.
            BOOST_TEST(distance(changed(image, shape, t), expected) < 2e-5);
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
      BOOST_TEST(distance(changed(image, shape, t), expected) < 2e-5);
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

BOOST_AUTO_TEST_CASE(pytorch_gives_the_same_picture) {
  // PyTorch 1.13.1: grid_sample and interpolate, with align_corners, on the
  // inverse of R(20°) * 1.3 * shear(0.1) * flip about the centre.
  const Shape shape{2, 4, 5};
  Bytes image;
  for (std::size_t i = 0; i < 40; ++i)
    image.push_back(
        static_cast<std::uint8_t>((37 * i * i + 91 * i + 11) % 256));
  auto t = Transform::of({.flip = true,
                          .shear = 0.1,
                          .scale = 1.3,
                          .degrees = 20,
                          .dx = 0.7,
                          .dy = -0.4},
                         shape);
  const std::vector<double> affine = {
      64.9160,  199.9076, 129.5142, 167.1372, 141.9760, 174.4421, 72.2687,
      109.4337, 35.1288,  52.1571,  75.0130,  240.2970, 167.6393, 222.4702,
      157.0161, 178.8118, 143.6258, 135.3015, 168.9212, 136.3778, 60.0082,
      197.0863, 156.9379, 148.6115, 241.5408, 21.8292,  177.4488, 75.7402,
      148.6169, 105.9985, 36.9893,  108.0750, 88.8960,  176.2694, 100.9928,
      34.5339,  55.6805,  82.5589,  52.9490,  87.7023};
  BOOST_TEST(distance(changed(image, shape, t), affine) < 255 * tolerance);
  t.elastic = true;
  for (std::size_t i = 0; i < 36; ++i) {
    t.dx[i] = (static_cast<float>(7 * i % 11) - 5) / 8;
    t.dy[i] = (static_cast<float>(7 * (i + 36) % 11) - 5) / 8;
  }
  const std::vector<double> elastic = {
      150.2759, 194.1298, 123.2047, 171.0839, 139.3296, 183.9031, 78.3405,
      156.6770, 27.3005,  102.1231, 54.4799,  203.7076, 158.9956, 209.8265,
      185.0718, 152.5343, 96.4215,  137.3298, 183.7337, 132.1209, 64.2482,
      220.5542, 154.3901, 163.2821, 237.0809, 36.5359,  127.9655, 105.0108,
      138.7892, 104.0262, 73.0528,  235.0435, 66.2002,  193.0285, 67.1551,
      42.0730,  37.1453,  64.5641,  101.5693, 93.6529};
  BOOST_TEST(distance(changed(image, shape, t), elastic) < 255 * tolerance);
}

BOOST_AUTO_TEST_CASE(fast_and_formula_agree_on_whatever_is_drawn) {
  for (const Shape& shape : shapes)
    for (const char* text :
         {"shift:2", "flip+shift:1+erase:0.3", "subpixel:40", "rotate:180",
          "geo:1.5,10,0.5", "geo:3,45,8+flip+erase:0.5", "scale:0.9+shear:2"})
      for (std::uint32_t sample = 0; sample < 40; ++sample)
        changed(noise(shape, sample), shape,
                nn::draw(nn::parse_augment(text), shape, {3, 1, sample}));
}

BOOST_AUTO_TEST_CASE(a_resampler_keeps_nothing_of_the_image_before) {
  const Shape shape{3, 9, 20};
  nn::Resampler used(shape);
  for (std::uint32_t i = 0; i < 60; ++i) {
    const char* const text = i % 3 ? "geo:9,90,2" : "flip+shift:9";
    const auto t = nn::draw(nn::parse_augment(text), shape, {1, 0, i});
    const Bytes image = noise(shape, i);
    std::vector<float> a(shape.features()), b(shape.features(), -1);
    used(image.data(), t, {}, a.data());
    nn::Resampler{shape}(image.data(), t, {}, b.data());
    BOOST_TEST(a == b);
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
  for (std::size_t i = 0; i < 45; ++i)
    BOOST_TEST(standard[i] == (plain[i] - 0.25f) * 4);
  BOOST_TEST(standard[t.erased.top * 9 + t.erased.left] == -1);
}
