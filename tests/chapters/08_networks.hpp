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

}  // namespace chapter08
