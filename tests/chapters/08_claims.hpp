/// What chapter 8 concludes without training a network.
#pragma once

#include "nn/core/random.hpp"
#include "nn/cpu/cpu.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/linear.hpp"

#include "08_cnn/classifier.hpp"
#include "08_cnn/edges.hpp"
#include "08_cnn/examples.hpp"
#include "08_cnn/lenet.hpp"
#include "08_cnn/patches.hpp"
#include "08_cnn/pooling.hpp"
#include "08_cnn/shifts.hpp"
#include "08_cnn/speed.hpp"
#include "08_tools.hpp"

namespace chapter08 {

// A fully connected network gives the same scores, whatever the order of its
// pixels, if its first weights have that order, too.
BOOST_AUTO_TEST_CASE(an_mlp_does_not_know_which_pixels_are_neighbors) {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const arma::uvec order = random_order(784, seed);
    const arma::fmat plain = columns_of(fashion().test, 20);
    const arma::fmat mixed =
        columns_of(shuffled(first_images(fashion().test, 20), order), 20);
    Classifier mlp(Kind::mlp, {1, 28, 28}, seed);
    const arma::fmat scores = mlp.model().forward(plain);
    BOOST_TEST(arma::abs(mlp.model().forward(mixed) - scores).max() > 0.1f);
    for (auto& [name, parameter] : mlp.model().named_parameters())
      if (name == "0.weight")
        parameter->value = arma::fmat(parameter->value.cols(order));
    // Float: the same 784 products, added in another order.
    BOOST_TEST(arma::abs(mlp.model().forward(mixed) - scores).max() < 1e-4f);
  }
}

// The map of a convolution moves as its image does, away from the borders; one
// with weights of its own for each place does not. A stride of 2 keeps this
// for even numbers of pixels, two of them for multiples of 4.
BOOST_AUTO_TEST_CASE(shared_weights_make_a_map_move_with_its_image) {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    nn::Random random(seed);
    const Image x = random_image({1, 8, 64}, random);
    const arma::mat kernel = random_image({1, 3, 3}, random).slice(0);
    const Map shared = convolution(kernel), halved = convolution(kernel, 2);
    const Map local = local_windows(8, 64, random);
    const Map pooled = [&](const Image& image) {
      return max_pool(shared(image), {2, 2, 0});
    };
    const Map twice = [&](const Image& image) { return pooled(pooled(image)); };
    for (const arma::uword pixels : {1u, 2u, 3u, 4u}) {
      BOOST_TEST_CONTEXT("seed " << seed << ", " << pixels << " pixels") {
        BOOST_TEST(shift_error(shared, x, pixels, 5) <= exact);
        BOOST_TEST(shift_error(shared, x, pixels, 0) > 0.1);  // the borders
        BOOST_TEST(shift_error(local, x, pixels, 5) > 1);
        for (const Map& f : {halved, pooled}) {
          const double error = shift_error(f, x, pixels, 5);
          BOOST_TEST((pixels % 2 == 0 ? error <= exact : error > 0.1));
        }
        const double error = shift_error(twice, x, pixels, 5);
        BOOST_TEST((pixels % 4 == 0 ? error <= exact : error > 0.1));
      }
    }
  }
}

// What the networks' pictures become when the images move.
BOOST_AUTO_TEST_CASE(pooling_hides_a_small_shift_in_part_and_no_large_one) {
  const Map edges = [](const Image& x) {
    return gray(arma::clamp(filtered(x.slice(0), named_kernels()[0].weights),
                            0.0, arma::datum::inf));
  };
  const auto mean_change = [&](arma::uword k, arma::uword pixels) {
    const Map f = [&](const Image& x) { return max_pool(edges(x), {k, k, 0}); };
    double sum = 0;
    for (std::size_t i = 0; i < 30; ++i)
      sum += change(f, padded(gray(pixels_of(fashion().test, i)), 12), pixels);
    return sum / 30;
  };
  const auto kept = [&](arma::uword k, arma::uword pixels) {
    return mean_change(k, pixels) / mean_change(1, pixels);
  };
  BOOST_TEST(kept(2, 1) < 0.9);         // softened …
  BOOST_TEST(mean_change(2, 1) > 0.2);  // … but far from gone,
  BOOST_TEST(kept(4, 1) < kept(2, 1));  // less so with larger windows,
  BOOST_TEST(kept(2, 8) > 0.9);         // and a large shift hardly at all
  const Map whole = [&](const Image& x) {
    return average_pool(edges(x), {52, 52, 0});
  };
  for (const std::size_t i : {0u, 1u, 2u})  // only the mean of all stays
    BOOST_TEST(change(whole, padded(gray(pixels_of(fashion().test, i)), 12),
                      8) < rounding);
}

BOOST_AUTO_TEST_CASE(patches_copy_a_pixel_up_to_nine_times) {
  BOOST_TEST(patches(small_image(), {3, 1, 0}).n_elem == 36u);
  for (arma::uword at = 0; at < 16; ++at) {
    Image one(4, 4, 1, arma::fill::zeros);
    one(at / 4, at % 4, 0) = 1;
    const auto side = [](arma::uword i) { return i % 3 == 0 ? 2.0 : 3.0; };
    BOOST_TEST(arma::accu(patches(one, {3, 1, 1})) ==
               side(at / 4) * side(at % 4));
  }
}

// Exercise 2
BOOST_AUTO_TEST_CASE(one_weight_moves_an_image_to_the_right) {
  const arma::mat image = pixels_of(fashion().test, 0);
  const arma::mat kernel{{0, 0, 0}, {1, 0, 0}, {0, 0, 0}};
  BOOST_TEST(distance(filtered(image, kernel), moved(image, 1)) <= exact);
}

BOOST_AUTO_TEST_CASE(lenet_loses_pixels_gains_channels_and_is_mostly_linear) {
  const std::vector<Volume> volumes = lenet_volumes();
  const std::vector<std::string> shapes{
      "1x32x32", "6x28x28", "6x14x14", "16x10x10", "16x5x5", "120", "84", "10"};
  const std::vector<std::size_t> parameters{0, 156,   0,     2416,
                                            0, 48120, 10164, 850};
  BOOST_REQUIRE(volumes.size() == shapes.size());
  for (std::size_t i = 0; i < volumes.size(); ++i) {
    BOOST_TEST(nn::to_string(volumes[i].shape) == shapes[i]);
    BOOST_TEST(volumes[i].parameters == parameters[i]);
    if (i == 0 || i > 4) continue;
    BOOST_TEST(volumes[i].shape.pixels() < volumes[i - 1].shape.pixels());
    BOOST_TEST(volumes[i].shape.channels >= volumes[i - 1].shape.channels);
  }
  BOOST_TEST(lenet(lenet_steps())->parameter_count() == 61706u);
  BOOST_TEST(2 * parameters[5] > 61706u);
  // Table I of LeCun et al. 1998: six kernels see 3 maps, nine 4, one all 6.
  BOOST_TEST(parameters_of_c3() == 1516u);
}

}  // namespace chapter08
