/// Color images: what the section on them says.
#pragma once

#include <map>

#include <boost/test/unit_test.hpp>

#include "nn/core/random.hpp"
#include "nn/data/augment_reference.hpp"
#include "nn/data/augment_resample.hpp"
#include "nn/data/loader.hpp"

#include "15_architectures/color_shapes.hpp"
#include "15_architectures/light_trials.hpp"

namespace chapter15 {

namespace image_tests {

constexpr int epochs = 12;  // as the program takes

/// Mean errors of five seeds, not those of the program: by day, in fog, by
/// lamp.
inline arma::vec errors(const std::string& augment, double rate = 0.015) {
  static std::map<std::pair<std::string, double>, arma::vec> all;
  auto found = all.find({augment, rate});
  if (found == all.end())
    found =
        all.emplace(std::pair{augment, rate},
                    arma::mean(light_trials(augment, 11, 5, epochs, rate), 1))
            .first;
  return found->second;
}

inline std::vector<double> changed(std::vector<double> pixels,
                                   const nn::ColorChange& change) {
  nn::reference::change_colors(pixels, 3, change);
  return pixels;
}

}  // namespace image_tests

BOOST_AUTO_TEST_CASE(a_gray_of_three_colors_by_hand) {
  const std::vector<double> pixel = {0.8, 0.4, 0.2};
  BOOST_TEST(std::abs(nn::reference::gray(pixel) -
                      (0.2989 * 0.8 + 0.587 * 0.4 + 0.114 * 0.2)) < 1e-15);
  BOOST_TEST(nn::reference::gray(std::vector<double>{0.25}) == 0.25);
}

// A factor f moves a value v to f v + (1 - f) o: o is 0, the mean gray of the
// image, or the pixel's own.
BOOST_AUTO_TEST_CASE(each_factor_moves_along_a_line) {
  nn::Random random(1);
  for (int i = 0; i < 100; ++i) {
    std::vector<double> image(6);
    for (double& value : image)
      value = random.uniform(0.3, 0.6);  // nothing is cut off
    const double f = random.uniform(0.8, 1.2);
    const double first = nn::reference::gray(std::span(image).first(3));
    const double second = nn::reference::gray(std::span(image).last(3));
    const auto bright = image_tests::changed(image, {.brightness = f});
    const auto contrast = image_tests::changed(image, {.contrast = f});
    const auto saturated = image_tests::changed(image, {.saturation = f});
    for (std::size_t k = 0; k < 6; ++k) {
      const double v = image[k], own = k < 3 ? first : second;
      BOOST_TEST(std::abs(bright[k] - f * v) < 1e-14);
      const double mean = (first + second) / 2;
      BOOST_TEST(std::abs(contrast[k] - (f * v + (1 - f) * mean)) < 1e-14);
      BOOST_TEST(std::abs(saturated[k] - (f * v + (1 - f) * own)) < 1e-14);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_lamp_takes_most_from_blue_and_fog_the_contrast) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const nn::Dataset day = color_shapes(50, seed);
    const nn::Dataset foggy = in_light(day, fog_light);
    const nn::Dataset evening = in_light(day, lamp_light);
    const auto by_day = nn::channel_moments(nn::all(day));
    const auto in_fog = nn::channel_moments(nn::all(foggy));
    const auto by_lamp = nn::channel_moments(nn::all(evening));
    const double left[] = {0.55, 0.45, 0.3};
    for (std::size_t k = 0; k < 3; ++k) {  // bytes are rounded
      BOOST_TEST(std::abs(by_lamp[k].mean - left[k] * by_day[k].mean) < 0.002);
      BOOST_TEST(std::abs(in_fog[k].mean - 0.4 * by_day[k].mean - 0.45) <
                 0.002);
      BOOST_TEST(std::abs(in_fog[k].standard_deviation -
                          0.4 * by_day[k].standard_deviation) < 0.002);
    }
    BOOST_TEST(day.labels == evening.labels, boost::test_tools::per_element());
    BOOST_TEST((in_light(day, {}).pixels == day.pixels));
  }
}

BOOST_AUTO_TEST_CASE(all_classes_are_there_and_scenes_differ) {
  const nn::Dataset a = color_shapes(100, 1), b = color_shapes(100, 2);
  BOOST_TEST(a.classes == 10u);
  std::vector<int> counts(10);
  for (const std::int32_t label : a.labels)
    ++counts[std::size_t(label)];
  BOOST_TEST(counts == std::vector<int>(10, 10),
             boost::test_tools::per_element());
  BOOST_TEST((a.pixels != b.pixels));
  BOOST_TEST((a.pixels == color_shapes(100, 1).pixels));
  // A warm shape has more red than blue in its middle, a cold one less. (The
  // ring's middle is ground.)
  for (std::size_t i = 0; i < 100; ++i) {
    if (a.labels[i] >= 8) continue;
    const std::uint8_t* const middle =
        a.pixels.data() + i * 768 + 8 * 16 * 3 + 8 * 3;
    BOOST_TEST((middle[0] > middle[2]) == (a.labels[i] % 2 == 0));
  }
}

BOOST_AUTO_TEST_CASE(another_light_misleads_who_knows_daylight_only) {
  const arma::vec plain = image_tests::errors("none");
  BOOST_TEST(plain(0) < 8);
  BOOST_TEST(plain(1) > 3 * plain(0));
  BOOST_TEST(plain(2) > 3 * plain(0));
}

// Whatever the rate of the network without them.
BOOST_AUTO_TEST_CASE(augmented_colors_help_in_fog) {
  const arma::vec colors = image_tests::errors("color:0.6");
  for (const double rate : {0.005, 0.015, 0.03})
    BOOST_TEST(colors(1) < image_tests::errors("none", rate)(1) / 1.5);
  BOOST_TEST(colors(1) < image_tests::errors("none")(1) / 2);
  BOOST_TEST(colors(0) < image_tests::errors("none")(0) + 3);
}

// No factor makes one channel darker than the others.
BOOST_AUTO_TEST_CASE(augmented_colors_do_not_help_by_lamp) {
  const arma::vec plain = image_tests::errors("none");
  const arma::vec colors = image_tests::errors("color:0.6");
  BOOST_TEST(colors(2) > 0.75 * plain(2));
  BOOST_TEST(colors(2) > 20);
}

}  // namespace chapter15
