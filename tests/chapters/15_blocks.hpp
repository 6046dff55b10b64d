/// A residual block, number by number.
#pragma once

#include <boost/test/unit_test.hpp>

#include "nn/reference/reference.hpp"
#include "nn/training/gradient_check.hpp"

#include "15_architectures/bottleneck.hpp"
#include "15_architectures/inception.hpp"

namespace chapter15 {

using ExactGraph = nn::Graph<nn::Reference<double>>;

inline arma::mat block_noise(arma::uword rows, arma::uword cols,
                             std::uint64_t seed) {
  nn::Random random(seed);
  arma::mat x(rows, cols);
  x.imbue([&] { return random.normal(); });
  return x;
}

// Equation (15.2), with both kinds of block and all kinds of shortcut.
BOOST_AUTO_TEST_CASE(a_residual_block_adds_to_what_it_gets) {
  ExactGraph net({3, 6, 6});
  nn::basic_block(net, "block", net.input(), 3, 1, nn::Shortcut::padded);
  net.build(1);
  const arma::mat x = block_noise(108, 5, 2);
  const arma::mat y = net.forward(x);
  arma::mat branch;
  for (std::size_t i = 0; i < net.layer_count(); ++i)
    if (net.layer_name(i) == "block.bn2") branch = net.activation(i);
  const arma::mat sum = x + branch;
  BOOST_TEST(arma::abs(branch).max() > 1);
  BOOST_TEST(arma::abs(y - arma::clamp(sum, 0, sum.max())).max() < 1e-15);
}

// Equation (15.3): the gradient of x + F(x) is that of F, and dy itself.
BOOST_AUTO_TEST_CASE(a_gradient_goes_past_a_block_unchanged) {
  const auto branch = [](ExactGraph& net) {
    nn::Value y = nn::convolution_and_norm(net, "conv1", "bn1", net.input(), 3,
                                           {.padding = 1});
    y = net.add<nn::ReLU>("relu", y);
    return nn::convolution_and_norm(net, "conv2", "bn2", y, 3, {.padding = 1});
  };
  ExactGraph alone({3, 5, 5}), skipped({3, 5, 5});
  branch(alone);
  skipped.add<nn::Add>("add", {branch(skipped), skipped.input()});
  alone.build(4);
  skipped.build(4);
  const arma::mat x = block_noise(75, 4, 1), dy = block_noise(75, 4, 2);
  alone.forward(x);
  skipped.forward(x);
  const arma::mat of_branch = alone.backward_to_input(dy);
  const arma::mat of_both = skipped.backward_to_input(dy);
  BOOST_TEST(arma::abs(of_branch).max() > 0.1);
  BOOST_TEST(arma::abs(of_both - of_branch - dy).max() < 1e-13);
}

BOOST_AUTO_TEST_CASE(gradients_of_a_bottleneck) {
  for (const auto halving : {Halving::first, Halving::middle})
    for (const std::size_t stride : {1u, 2u}) {
      ExactGraph net({3, 5, 5});
      bottleneck(net, "block", net.input(), 2, stride, halving);
      net.build(3);
      const nn::GradientCheck result =
          nn::check_gradients(net, block_noise(75, 4, 6));
      BOOST_TEST(result.passes(), "worst: " << result.worst);
    }
}

BOOST_AUTO_TEST_CASE(gradients_of_an_inception_module) {
  for (const bool norm : {false, true}) {
    ExactGraph net({3, 4, 4});
    add_inception(net, net.input(), {"x", 2, 2, 3, 2, 2, 2}, norm);
    net.build(3);
    nn::Random random(4);
    net.parameters().for_each([&](double& w) { w += 0.3 * random.normal(); });
    BOOST_TEST((net.output_shape() == nn::Shape{9, 4, 4}));
    const nn::GradientCheck result =
        nn::check_gradients(net, block_noise(48, 4, 6));
    BOOST_TEST(result.passes(), "worst: " << result.worst);
  }
}

}  // namespace chapter15
