/// Row 33 of the notes: what is learned, and what an MLP does not know.
#pragma once

#include "nn/cpu/cpu.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/linear.hpp"
#include "nn/model/sequential.hpp"

#include "08_cnn/classifier.hpp"
#include "08_cnn/edges.hpp"
#include "08_cnn/learned_kernel.hpp"
#include "08_tools.hpp"

namespace chapter08 {

// Row 33
BOOST_AUTO_TEST_CASE(row_33_a_random_kernel_learns_to_be_sobel) {
  arma::fmat x(784, 50);
  std::copy_n(fashion().train.pixels.begin(), x.n_elem, x.begin());
  x /= 255;
  const arma::mat sobel = named_kernels()[0].weights;
  for (const std::uint64_t seed : {1u, 2u}) {
    const LearnedKernel log =
        learn_kernel(x, {1, 28, 28}, sobel, {0, 1000}, seed);
    BOOST_TEST(distance(log.kernel.front(), sobel) > 0.5);
    BOOST_TEST(distance(log.kernel.back(), sobel) < 0.01);
    BOOST_TEST(log.loss.back() < 1e-4 * log.loss.front());
  }
}

// Row 33
BOOST_AUTO_TEST_CASE(row_33_why_not_flatten_160_weights_or_10_million) {
  // One number per pixel and map: 784 * 16 outputs, each with 784 weights and
  // a bias, against 16 kernels of 9 weights and a bias.
  nn::Sequential<nn::Cpu> flat({1, 28, 28}), sliding({1, 28, 28});
  flat.add<nn::Linear>(784, 16 * 784).build(1);
  sliding.add<nn::Conv2d>(1, 16, {.kernel = 3, .padding = 1}).build(1);
  BOOST_TEST(flat.output_shape().features() ==
             sliding.output_shape().features());
  BOOST_TEST(flat.parameter_count() == 9847040u);
  BOOST_TEST(sliding.parameter_count() == 160u);
  BOOST_TEST(Classifier(Kind::mlp, {1, 28, 28}, 1).size() == 101770u);
  BOOST_TEST(Classifier(Kind::cnn, {1, 28, 28}, 1).size() == 20490u);
  BOOST_TEST(Classifier(Kind::global, {1, 28, 28}, 1).size() ==
             160u + 4640 + 18496 + 650);
}

// Row 33
BOOST_AUTO_TEST_CASE(row_33_shuffled_pixels_trouble_a_cnn_and_not_an_mlp) {
  const arma::uvec order = random_order(784, 1);
  const nn::Dataset train = shuffled(fashion().train, order);
  const nn::Dataset test = shuffled(fashion().test, order);
  BOOST_TEST(arma::sort(order).eval()(783) == 783u);
  for (const std::size_t i : {0u, 999u})
    BOOST_TEST(distance(arma::sort(arma::vectorise(pixels_of(test, i))),
                        arma::sort(arma::vectorise(
                            pixels_of(fashion().test, i)))) <= exact);
  const auto lost = [&](Kind kind) {
    Classifier plain(kind, {1, 28, 28}, 1), mixed(kind, {1, 28, 28}, 1);
    plain.train(fashion().train, 4, 1);
    mixed.train(train, 4, 1);
    return plain.accuracy(fashion().test) - mixed.accuracy(test);
  };
  // 1000 images: one standard error is about 1.2 percentage points.
  BOOST_TEST(std::abs(lost(Kind::mlp)) < 0.025);
  BOOST_TEST(lost(Kind::cnn) > 0.025);
}

// Row 33
BOOST_AUTO_TEST_CASE(row_33_moved_images_hurt_an_mlp_more_than_a_cnn) {
  const nn::Dataset far = changed(
      fashion().test, [](const arma::mat& image) { return moved(image, 4); });
  BOOST_TEST(distance(moved(square(3, 3), 2), square(3, 5)) <= exact);
  BOOST_TEST(distance(moved(square(3, 3), -1), square(3, 2)) <= exact);
  const auto kept = [&](Kind kind) {
    Classifier network(kind, {1, 28, 28}, 1);
    network.train(fashion().train, 4, 1);
    return network.accuracy(far) / network.accuracy(fashion().test);
  };
  const double mlp = kept(Kind::mlp), global = kept(Kind::global);
  BOOST_TEST(mlp < 0.6);
  BOOST_TEST(global > mlp + 0.2);
}

}  // namespace chapter08
