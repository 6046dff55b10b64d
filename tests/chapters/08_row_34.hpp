/// Row 34 of the notes: small kernels in a row, receptive fields.
#pragma once

#include "nn/core/random.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/pool2d.hpp"

#include "08_cnn/examples.hpp"
#include "08_cnn/receptive_field.hpp"
#include "08_tools.hpp"

namespace chapter08 {

// Row 34
BOOST_AUTO_TEST_CASE(row_34_18_weights_for_25_and_27_for_49) {
  BOOST_TEST(stacked(2, 3, 9)->parameter_count() == 18u);
  BOOST_TEST(stacked(1, 5, 9)->parameter_count() == 25u);
  BOOST_TEST(stacked(3, 3, 9)->parameter_count() == 27u);
  BOOST_TEST(stacked(1, 7, 9)->parameter_count() == 49u);
  BOOST_TEST(nn::to_string(stacked(2, 3, 9)->output_shape()) ==
             nn::to_string(stacked(1, 5, 9)->output_shape()));
}

// Row 34
BOOST_AUTO_TEST_CASE(row_34_receptive_fields_measured_in_two_ways) {
  for (int layers = 1; layers <= 4; ++layers)
    for (const std::size_t kernel : {1u, 3u, 5u}) {
      const auto model = stacked(layers, kernel, 23);
      const arma::mat paths = paths_to_middle(*model);
      const arma::mat seen = seen_by_middle(*model);
      const arma::uword side = arma::uword(layers) * (kernel - 1) + 1;
      BOOST_TEST(side_of(paths) == side);
      BOOST_TEST(side_of(seen) == side);
      BOOST_TEST(arma::accu(seen) == double(side * side));
      BOOST_TEST(distance(arma::sign(paths), seen) <= exact);
      BOOST_TEST(receptive_field(std::vector<nn::Window>(
                     std::size_t(layers), {kernel, 1, 0})) == side);
    }
  const arma::rowvec ways{1, 2, 3, 2, 1};  // 111 * 111
  BOOST_TEST(distance(paths_to_middle(*stacked(2, 3, 5)), ways.t() * ways) <=
             exact);
}

// Row 34
BOOST_AUTO_TEST_CASE(row_34_fields_with_pooling_and_stride) {
  // LeNet-5's: 5, 6, 14, 16 (conv5, pool2, conv5, pool2).
  const std::vector<nn::Window> layers{
      {5, 1, 0}, {2, 2, 0}, {5, 1, 0}, {2, 2, 0}};
  const std::vector<arma::uword> known{5, 6, 14, 16};
  for (std::size_t n = 1; n <= layers.size(); ++n) {
    Probe model({1, 32, 32});
    for (std::size_t i = 0; i < n; ++i)
      if (layers[i].stride == 1)
        model.add<nn::Conv2d>(
            1, 1, {.kernel = 5, .weights = nn::constant(1), .bias = false});
      else
        model.add<nn::MaxPool2d>(2);
    model.build(1);
    BOOST_TEST(side_of(seen_by_middle(model)) == known[n - 1]);
    BOOST_TEST(
        receptive_field({layers.begin(), layers.begin() + std::ptrdiff_t(n)}) ==
        known[n - 1]);
  }
  Probe strided({1, 15, 15});
  strided.add<nn::Conv2d>(
      1, 1,
      {.kernel = 3, .stride = 2, .weights = nn::constant(1), .bias = false});
  strided.add<nn::ReLU>().add<nn::Conv2d>(
      1, 1, {.kernel = 3, .weights = nn::constant(1)});
  strided.build(1);
  BOOST_TEST(side_of(seen_by_middle(strided)) == 7u);
  BOOST_TEST(receptive_field({{3, 2, 0}, {3, 1, 0}}) == 7u);
}

// Row 34
BOOST_AUTO_TEST_CASE(row_34_without_a_relu_two_kernels_are_one) {
  nn::Random random(1);
  for (int trial = 0; trial < 5; ++trial) {
    const Filters a{random_filters(1, 1, 3, random).kernels, {0}};
    const Filters b{random_filters(1, 1, 3, random).kernels, {0}};
    const Image x = random_image({1, 9, 9}, random);
    const nn::Window three{3, 1, 0};
    const Image between = convolve(x, a, three);
    const Image two = convolve(between, b, three);
    const Filters one =
        one_filter(combined(a.kernels[0].slice(0), b.kernels[0].slice(0)));
    BOOST_TEST(distance(two, convolve(x, one, {5, 1, 0})) < rounding);
    const Image bent =
        convolve(arma::clamp(between, 0.0, arma::datum::inf), b, three);
    BOOST_TEST(distance(two, bent) > 0.1);
    // Every 5 x 5 without a bias is odd: f(x) + f(-x) = 0. This is not.
    const Image opposite =
        convolve(arma::clamp(-between, 0.0, arma::datum::inf), b, three);
    const Image none(arma::size(bent), arma::fill::zeros);
    BOOST_TEST(
        distance(convolve(x, one, {5, 1, 0}) + convolve(-x, one, {5, 1, 0}),
                 none) < rounding);
    BOOST_TEST(distance(bent + opposite, none) > 0.1);
  }
}

}  // namespace chapter08
