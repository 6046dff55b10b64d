// Colors: torchvision's, the formula's and the fast ones are the same, and the
// three channels of an image move together.
#include "nn/data/augment_color.hpp"

#include <map>

#include "nn/core/error.hpp"

#include "augment_pictures.hpp"

using nn::ColorChange;
using nn::ColorStep;
using nn::parse_augment;

namespace {

// The image of torchvision's own tests (test/test_transforms.py).
const Bytes torchvision = {0, 5, 13, 54, 135, 226, 37, 8, 234, 90, 255, 1};

Transform with(const ColorChange& color) {
  Transform transform;
  transform.color = color;
  return transform;
}

/// The largest difference from what torchvision expects there. It computes with
/// bytes: the gray is rounded (1/2, times a factor of at most 1), the result
/// cut to a whole number (less than 1).
double apart(const ColorChange& color, const std::vector<double>& expected) {
  return distance(changed(torchvision, {3, 2, 2}, with(color)), expected);
}

/// One channel as a gray image.
Bytes channel(const Bytes& image, std::size_t k, std::size_t channels) {
  Bytes one;
  for (std::size_t i = k; i < image.size(); i += channels)
    one.push_back(image[i]);
  return one;
}

std::vector<float> fast(const Bytes& image, const Shape& shape,
                        const Transform& t, nn::Standardization s = {}) {
  std::vector<float> out(shape.features(), -1);
  nn::Resampler{shape}(image.data(), t, s, out.data());
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(torchvision_s_own_tests_give_the_same_colors) {
  BOOST_TEST(apart({.brightness = 0.5},
                   {0, 2, 6, 27, 67, 113, 18, 4, 117, 45, 127, 0}) < 1);
  BOOST_TEST(apart({.brightness = 2},
                   {0, 10, 26, 108, 255, 255, 74, 16, 255, 180, 255, 2}) < 1);
  BOOST_TEST(apart({.contrast = 0.5},
                   {43, 45, 49, 70, 110, 156, 61, 47, 160, 88, 170, 43}) < 1.5);
  BOOST_TEST(apart({.contrast = 2},
                   {0, 0, 0, 22, 184, 255, 0, 0, 255, 94, 255, 0}) < 1.5);
  BOOST_TEST(apart({.saturation = 0.5},
                   {2, 4, 8, 87, 128, 173, 39, 25, 138, 133, 215, 88}) < 1.5);
  BOOST_TEST(apart({.saturation = 2},
                   {0, 6, 22, 0, 149, 255, 32, 0, 255, 4, 255, 0}) < 1.5);
}

BOOST_AUTO_TEST_CASE(two_pixels_by_hand) {
  // 51 = 0.2, 102 = 0.4, 204 = 0.8 of 255. Grays: of the first 0.2989 * 0.8 +
  // 0.587 * 0.4 + 0.114 * 0.2 = 0.49672, of the second 0.2.
  const Bytes image = {204, 102, 51, 51, 51, 51};
  const double gray = 0.49672 * 255, own = 0.9999 * 51;
  const auto is = [&](const ColorChange& color, std::vector<double> expected) {
    const auto pixels = changed(image, {3, 1, 2}, with(color));
    BOOST_TEST(distance(pixels, expected) < 1e-3);
  };
  is({.saturation = 0}, {gray, gray, gray, own, own, own});
  const double mean = (gray + own) / 2;
  is({.contrast = 0}, {mean, mean, mean, mean, mean, mean});
  is({.brightness = 0}, {0, 0, 0, 0, 0, 0});
  is({.brightness = 1.5}, {255, 153, 76.5, 76.5, 76.5, 76.5});
  // Cut off after each step, so their order matters.
  ColorChange both{.brightness = 2, .contrast = 0};
  const double bright = (0.2989 * 255 + 0.587 * 204 + 0.114 * 102 + 102) / 2;
  is(both, std::vector<double>(6, bright - 102 * 0.0001 / 2));
  both.order = {ColorStep::contrast, ColorStep::brightness,
                ColorStep::saturation};
  is(both, std::vector<double>(6, 2 * mean));
}

BOOST_AUTO_TEST_CASE(fast_and_formula_agree_on_all_colors) {
  for (const Shape& shape : shapes)
    for (const char* text :
         {"color:1", "color:0.2+flip+shift:4", "brightness:0.5+erase:0.5",
          "geo:3,45,2+contrast:0.9", "saturation:1+subpixel:2"})
      for (std::uint32_t sample = 0; sample < 20; ++sample)
        changed(noise(shape, sample), shape,
                nn::draw(parse_augment(text), shape, {3, 1, sample}));
}

BOOST_AUTO_TEST_CASE(three_channels_move_together) {
  // Every channel is what its own gray image becomes, to the last bit.
  for (const Shape& shape : {Shape{3, 32, 32}, Shape{3, 9, 20}, Shape{2, 7, 7}})
    for (const char* text :
         {"flip", "shift:4", "flip+shift:4", "subpixel:3", "rotate:60",
          "scale:0.5", "shear:1", "elastic:2", "geo:1.5,10,0.5+flip", "erase:1",
          "shift:9+erase:0.7"})
      for (std::uint32_t sample = 0; sample < 20; ++sample) {
        const Bytes image = noise(shape, sample);
        const Shape gray{1, shape.height, shape.width};
        const auto augment = parse_augment(text);
        const nn::AugmentKey key{5, 2, sample};
        const auto whole = fast(image, shape, nn::draw(augment, shape, key));
        for (std::size_t k = 0; k < shape.channels; ++k) {
          const auto one = fast(channel(image, k, shape.channels), gray,
                                nn::draw(augment, gray, key));
          for (std::size_t i = 0; i < one.size(); ++i)
            BOOST_REQUIRE(whole[i * shape.channels + k] == one[i]);
        }
      }
}

BOOST_AUTO_TEST_CASE(a_crop_of_a_padded_image_is_a_shift) {
  // He et al. pad an image with 4 black pixels on each side and take 32 x 32 of
  // the 40 x 40 at random, mirrored or not.
  const Shape shape{3, 32, 32};
  const Bytes image = noise(shape);
  std::map<std::pair<int, int>, int> seen;
  for (std::uint32_t sample = 0; sample < 2000; ++sample) {
    const auto t =
        nn::draw(parse_augment("flip+shift:4"), shape, {1, 0, sample});
    const bool flip = t.matrix[0] < 0;
    const auto out = fast(image, shape, t);
    // The crop begins at (top, left) of the padded image.
    const int left = int(t.offset[0]) + (flip ? 4 - 31 : 4);
    const int top = int(t.offset[1]) + 4;
    BOOST_REQUIRE((top >= 0 && top <= 8 && left >= 0 && left <= 8));
    ++seen[{top, left}];
    if (sample >= 40) continue;
    for (int y = 0; y < 32; ++y)
      for (int x = 0; x < 32; ++x) {
        const int from_y = y + top - 4;
        const int from_x = (flip ? 31 - x : x) + left - 4;
        const bool inside =
            from_y >= 0 && from_y < 32 && from_x >= 0 && from_x < 32;
        for (int k = 0; k < 3; ++k)
          BOOST_REQUIRE(
              out[std::size_t((y * 32 + x) * 3 + k)] ==
              (inside
                   ? float(image[std::size_t((from_y * 32 + from_x) * 3 + k)]) /
                         255.f
                   : 0.f));
      }
  }
  BOOST_TEST(seen.size() == 81u);  // nine tops, nine lefts
}

BOOST_AUTO_TEST_CASE(gray_images_have_no_saturation_to_change) {
  const Shape gray{1, 6, 7};
  const Bytes image = noise(gray);
  const auto plain = fast(image, gray, {});
  BOOST_TEST(fast(image, gray, with({.saturation = 1.7})) == plain);
  BOOST_TEST(fast(image, gray, with({.saturation = 0})) == plain);
  BOOST_TEST(fast(image, gray, with({.brightness = 0.9})) != plain);
  const Shape color{3, 2, 7};
  BOOST_TEST(fast(image, color, with({.saturation = 0})) !=
             fast(image, color, {}));
}

BOOST_AUTO_TEST_CASE(colors_come_before_the_black_rectangle_and_the_mean) {
  const Shape shape{3, 8, 8};
  const Bytes image = noise(shape);
  Transform t = with({.brightness = 1.4, .contrast = 0.3, .saturation = 0.2});
  const auto plain = fast(image, shape, t);
  t.erased = {.top = 1, .left = 2, .height = 3, .width = 4};
  const auto erased = fast(image, shape, t);
  const auto standard = fast(image, shape, t, {0.25f, 4.f});
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const std::size_t y = i / 24, x = i / 3 % 8;
    const bool inside = y >= 1 && y < 4 && x >= 2 && x < 6;
    BOOST_TEST(erased[i] == (inside ? 0 : plain[i]));
    BOOST_TEST(standard[i] == (erased[i] - 0.25f) * 4);
  }
}

BOOST_AUTO_TEST_CASE(factors_are_even_and_orders_are_equally_likely) {
  const auto augment =
      parse_augment("brightness:0.2+contrast:0.5+saturation:1");
  std::map<std::array<ColorStep, 3>, int> orders;
  double sums[3] = {}, squares[3] = {};
  const std::uint32_t draws = 6000;
  for (std::uint32_t i = 0; i < draws; ++i) {
    const ColorChange c = nn::draw(augment, {3, 32, 32}, {7, 3, i}).color;
    ++orders[c.order];
    const double shares[] = {(c.brightness - 1) / 0.2, (c.contrast - 1) / 0.5,
                             c.saturation - 1};
    for (std::size_t k = 0; k < 3; ++k) {
      BOOST_REQUIRE(std::abs(shares[k]) < 1);
      sums[k] += shares[k];
      squares[k] += shares[k] * shares[k];
    }
  }
  // Uniform in ±1: mean 0, variance 1/3; five standard deviations.
  for (std::size_t k = 0; k < 3; ++k) {
    BOOST_TEST(std::abs(sums[k] / draws) < 5 / std::sqrt(3. * draws));
    BOOST_TEST(std::abs(squares[k] / draws - 1 / 3.) <
               5 * std::sqrt(4 / 45. / draws));
  }
  BOOST_TEST(orders.size() == 6u);
  for (const auto& [order, count] : orders)
    BOOST_TEST(std::abs(count / double(draws) - 1 / 6.) <
               5 * std::sqrt(5 / 36. / draws));
}

BOOST_AUTO_TEST_CASE(colors_change_nothing_for_the_other_wishes) {
  const Shape shape{3, 32, 32};
  for (std::uint32_t i = 0; i < 20; ++i) {
    const nn::AugmentKey key{1, 1, i};
    const auto a = nn::draw(parse_augment("geo:2,12,0.6+erase:1"), shape, key);
    const auto b =
        nn::draw(parse_augment("geo:2,12,0.6+erase:1+color:1"), shape, key);
    BOOST_TEST(a.matrix == b.matrix, boost::test_tools::per_element());
    BOOST_TEST(a.dx == b.dx, boost::test_tools::per_element());
    BOOST_TEST(a.erased.top == b.erased.top);
    BOOST_TEST(!a.color.any());
    BOOST_TEST(b.color.any());
    const auto light = nn::draw(parse_augment("brightness:1"), shape, key);
    BOOST_TEST(light.color.brightness == b.color.brightness);
    BOOST_TEST(light.color.contrast == 1);
    BOOST_TEST(light.color.saturation == 1);
  }
}

BOOST_AUTO_TEST_CASE(color_texts_are_read_and_written) {
  const nn::Augment all = parse_augment("flip+color:0.25");
  BOOST_TEST((all == nn::Augment{.flip = true,
                                 .brightness = 0.25,
                                 .contrast = 0.25,
                                 .saturation = 0.25}));
  BOOST_TEST(to_string(all) == "color:0.25+flip");
  for (const char* text :
       {"color:1", "brightness:0.2+contrast:0.4", "contrast:0.1",
        "brightness:0.2+contrast:0.2", "saturation:0.5+erase:0.5+flip"}) {
    BOOST_TEST(
        (parse_augment(to_string(parse_augment(text))) == parse_augment(text)));
    BOOST_TEST(parse_augment(text).any());
  }
  for (const char* text : {"color", "color:", "color:0.1,0.2", "color:1.01",
                           "color:-0.1", "color:nan", "color:0.1+contrast:0.1",
                           "saturation:2", "brightness:0.1+brightness:0.2"})
    BOOST_CHECK_THROW(parse_augment(text), nn::UsageError);
}
