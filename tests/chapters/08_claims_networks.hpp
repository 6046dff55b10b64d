/// What chapter 8 concludes about its trained networks: with fewer images and
/// epochs than the page, but with each of two seeds.
#pragma once

#include <map>
#include <utility>

#include "08_cnn/classifier.hpp"
#include "08_tools.hpp"

namespace chapter08 {

constexpr std::uint64_t seeds[] = {1, 2};

/// Each network is trained once for all cases.
inline Classifier& trained(Kind kind, std::uint64_t seed) {
  static std::map<std::pair<Kind, std::uint64_t>, Classifier> networks;
  const auto [at, is_new] =
      networks.try_emplace({kind, seed}, kind, nn::Shape{1, 28, 28}, seed);
  if (is_new) at->second.train(fashion().train, 4, seed);
  return at->second;
}

inline double accuracy(Kind kind, std::uint64_t seed) {
  return trained(kind, seed).accuracy(fashion().test);
}

/// The accuracy on moved test images.
inline double when_moved(Kind kind, std::uint64_t seed, int pixels) {
  static std::map<int, nn::Dataset> data;
  if (!data.contains(pixels))
    data[pixels] = changed(fashion().test, [&](const arma::mat& image) {
      return moved(image, pixels);
    });
  return trained(kind, seed).accuracy(data.at(pixels));
}

// Row 33. "The CNN has a fifth of the MLP's parameters and is better."
BOOST_AUTO_TEST_CASE(the_cnn_beats_an_mlp_with_five_times_its_parameters) {
  for (const std::uint64_t seed : seeds) {
    BOOST_TEST(4.9 * double(trained(Kind::cnn, seed).size()) <
               double(trained(Kind::mlp, seed).size()));
    BOOST_TEST(accuracy(Kind::cnn, seed) > accuracy(Kind::mlp, seed) + 0.01);
  }
}

// Row 33
BOOST_AUTO_TEST_CASE(row_33_shuffled_pixels_trouble_a_cnn_and_not_an_mlp) {
  for (const std::uint64_t seed : seeds) {
    const arma::uvec order = random_order(784, seed);
    const nn::Dataset train = shuffled(fashion().train, order);
    const nn::Dataset test = shuffled(fashion().test, order);
    BOOST_TEST(arma::sort(order).eval()(783) == 783u);
    for (const std::size_t i : {0u, 999u})
      BOOST_TEST(distance(arma::sort(arma::vectorise(pixels_of(test, i))),
                          arma::sort(arma::vectorise(
                              pixels_of(fashion().test, i)))) <= exact);
    const auto mixed = [&](Kind kind) {
      Classifier network(kind, {1, 28, 28}, seed);
      network.train(train, 4, seed);
      return network.accuracy(test);
    };
    const double mlp = mixed(Kind::mlp), cnn = mixed(Kind::cnn);
    // 1000 images: one standard error is about 1.2 percentage points.
    BOOST_TEST(std::abs(accuracy(Kind::mlp, seed) - mlp) < 0.025);
    BOOST_TEST(accuracy(Kind::cnn, seed) - cnn > 0.025);
    BOOST_TEST(cnn < mlp + 0.005);  // and its advantage is gone
  }
}

// Row 33
BOOST_AUTO_TEST_CASE(row_33_moved_images_hurt_an_mlp_more_than_a_cnn) {
  BOOST_TEST(distance(moved(square(3, 3), 2), square(3, 5)) <= exact);
  BOOST_TEST(distance(moved(square(3, 3), -1), square(3, 2)) <= exact);
  for (const std::uint64_t seed : seeds) {
    const auto kept = [&](Kind kind, int pixels) {
      return when_moved(kind, seed, pixels) / accuracy(kind, seed);
    };
    BOOST_TEST(kept(Kind::mlp, 2) < 0.75);
    BOOST_TEST(kept(Kind::cnn, 2) > kept(Kind::mlp, 2) + 0.1);
    BOOST_TEST(kept(Kind::mlp, 4) < 0.5);
    // The CNN's curve is the MLP's, about one pixel later.
    for (const int pixels : {1, 2, 3})
      BOOST_TEST(std::abs(kept(Kind::cnn, pixels + 1) -
                          kept(Kind::mlp, pixels)) < 0.15);
    BOOST_TEST(kept(Kind::global, 4) > kept(Kind::cnn, 4) + 0.1);
  }
}

// Pooling taken away, everything else left: the head start goes with it.
BOOST_AUTO_TEST_CASE(pooling_carries_the_cnn_most_of_its_pixel) {
  for (const std::uint64_t seed : seeds) {
    const double mlp = when_moved(Kind::mlp, seed, 2),
                 cnn = when_moved(Kind::cnn, seed, 2),
                 strided = when_moved(Kind::strided, seed, 2);
    BOOST_TEST(cnn > mlp + 0.1);
    BOOST_TEST(cnn - strided > 0.5 * (cnn - mlp));
    BOOST_TEST(trained(Kind::strided, seed).size() ==
               trained(Kind::cnn, seed).size());
  }
}

BOOST_AUTO_TEST_CASE(blur_hurts_the_cnns_more_than_the_mlp) {
  const nn::Dataset soft = changed(
      fashion().test, [](const arma::mat& image) { return blurred(image, 2); });
  for (const std::uint64_t seed : seeds) {
    const double mlp = trained(Kind::mlp, seed).accuracy(soft);
    for (const Kind kind : {Kind::cnn, Kind::strided, Kind::global})
      BOOST_TEST(trained(kind, seed).accuracy(soft) < mlp - 0.02);
  }
}

}  // namespace chapter08
