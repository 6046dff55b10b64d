/// Three small networks of about the same number of multiply-adds; and how all
/// of them are trained.
#pragma once

#include <cmath>

#include <boost/test/unit_test.hpp>

#include "nn/core/error.hpp"

#include "15_architectures/small_images.hpp"
#include "15_architectures/style_trials.hpp"

namespace chapter15 {

BOOST_AUTO_TEST_CASE(three_styles_cost_about_the_same) {
  std::vector<double> costs;
  std::vector<std::size_t> depths;
  for (const Style style : all_styles) {
    nn::Graph<nn::Cpu> net({1, 14, 14});
    add_small_network(net, style);
    costs.push_back(double(cost_of(net).multiply_adds));
    depths.push_back(depth_of(net));
  }
  BOOST_TEST(std::abs(costs[1] - costs[0]) < 0.06 * costs[0]);
  // The same convolutions, once with poolings, once with shortcuts.
  BOOST_TEST(costs[2] == costs[0]);
  const std::vector<std::size_t> eight{8, 8, 8};
  BOOST_TEST(depths == eight, boost::test_tools::per_element());
}

// In a second of training: far below the log(10) = 2.3 of a guess.
BOOST_AUTO_TEST_CASE(every_style_learns) {
  const StylePlan plan;
  const nn::Dataset train = halved(clothes().train, plan.samples);
  for (const Style style : all_styles) {
    const StyleTrial trial = try_style(style, train, plan.fitting);
    BOOST_TEST_INFO(name_of(style));
    BOOST_TEST(trial.loss < 2.1);
  }
}

// An accuracy is that of the images it was asked for.
BOOST_AUTO_TEST_CASE(accuracies_are_counted) {
  const nn::Dataset train = halved(clothes().train, 640);
  const StyleTrial trial =
      try_style(Style::plain, train, {.epochs = 3, .rate = 0.1}, &train);
  BOOST_TEST(trial.accuracy > 0.2);
  BOOST_TEST(trial.accuracy < 1);
  BOOST_TEST(std::round(640 * trial.accuracy) == 640 * trial.accuracy);
}

BOOST_AUTO_TEST_CASE(halved_images_are_means_of_four_pixels) {
  nn::Dataset large;
  large.name = "four by four";
  large.shape = {1, 4, 4};
  large.classes = 3;
  large.labels = {2, 0};
  for (int i = 0; i < 32; ++i)
    large.pixels.push_back(std::uint8_t(7 * i));
  const nn::Dataset small = halved(large, 2);
  BOOST_TEST((small.shape == nn::Shape{1, 2, 2}));
  // 0 7 28 35 → 17.5, rounded up; 14 21 42 49 → 31.5; and so on.
  const std::vector<int> expected{18, 32, 74, 88, 130, 144, 186, 200};
  const std::vector<int> got(small.pixels.begin(), small.pixels.end());
  BOOST_TEST(got == expected, boost::test_tools::per_element());
  BOOST_TEST(small.labels == large.labels, boost::test_tools::per_element());
  BOOST_TEST(halved(large, 1).size() == 1u);
  BOOST_CHECK_THROW(halved(large, 3), nn::UsageError);
  large.shape = {1, 2, 8};
  BOOST_CHECK_NO_THROW(halved(large, 2));
  large.shape = {2, 2, 4};
  BOOST_CHECK_THROW(halved(large, 2), nn::UsageError);
}

// A rate that is far too large ends in infinity, not in an exception.
BOOST_AUTO_TEST_CASE(a_training_that_runs_away_says_so) {
  const nn::Dataset train = halved(clothes().train, 256);
  nn::Graph<nn::Cpu> net({1, 14, 14});
  const nn::Value x = net.add<nn::Linear>("a", net.input(), 196, 30);
  net.add<nn::Linear>("b", x, 30, 10);
  net.build(1);
  const auto losses = fit(net, train, {.epochs = 4, .rate = 1e6});
  BOOST_TEST(losses.size() == 4u);
  BOOST_TEST(std::isinf(losses.back()));
}

}  // namespace chapter15
