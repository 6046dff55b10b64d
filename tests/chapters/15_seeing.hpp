/// Gradients of logits, a Watch, Grad-CAM: against differences, and where two
/// formulas must agree.
#pragma once

#include "nn/core/error.hpp"

#include "15_architectures/grad_cam.hpp"
#include "15_seeing_tools.hpp"

namespace chapter15 {

using namespace seeing_tests;

BOOST_AUTO_TEST_CASE(the_gradient_of_a_logit_is_that_of_differences) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const auto folded = nn::fold_batch_norm(*with_norms(seed));
    const arma::mat x = normals<Double>(128, 3, seed + 10);
    const ClassList classes{4, 0, 2};
    // h^2 times a third derivative of 0, but for kinks of ReLU: none here.
    BOOST_TEST(apart(logit_gradient<Double>(*folded, x, classes),
                     logit_differences(*folded, x, classes)) < 1e-6);
  }
}

BOOST_AUTO_TEST_CASE(of_a_linear_network_the_gradient_is_a_row_of_weights) {
  nn::Sequential<Double> net({4});
  net.add<nn::Linear>(4, 3);
  net.build(1);
  const arma::mat weights = net.named_parameters()[0].parameter->value;
  const arma::mat gradient = logit_gradient<Double>(
      net, arma::mat(4, 2, arma::fill::ones), ClassList{2, 0});
  BOOST_TEST(
      arma::approx_equal(gradient.col(0), weights.row(2).t(), "absdiff", 0));
  BOOST_TEST(
      arma::approx_equal(gradient.col(1), weights.row(0).t(), "absdiff", 0));
}

// In Mode::train, BatchNorm mixes the images: an image's gradient depends on
// the others. Folded, it does not, and is that of the network in use.
BOOST_AUTO_TEST_CASE(batch_norm_mixes_the_gradients_of_images) {
  const auto net = with_norms(1);
  const auto folded = nn::fold_batch_norm(*net);
  const arma::mat x = normals<Double>(128, 6, 3);
  arma::mat others = x;
  others.tail_cols(5) = normals<Double>(128, 5, 4);
  const ClassList classes{1, 2, 3, 4, 0, 1};
  const auto first = [&](nn::Model<Double>& of, const arma::mat& batch) {
    return arma::mat(logit_gradient<Double>(of, batch, classes).col(0));
  };
  BOOST_TEST(apart(first(*folded, others), first(*folded, x)) == 0);
  const arma::mat used = logit_differences(*net, x, classes).col(0);
  BOOST_TEST(apart(first(*folded, x), used) < 1e-5);
  BOOST_TEST(apart(first(*net, others), first(*net, x)) > 0.01);
}

/// A network in two halves, by hand: two convolutions; a mean and a Linear.
struct TwoHalves {
  nn::Graph<Double> whole{{2, 6, 6}}, maps{{2, 6, 6}}, head{{4, 3, 3}};

  explicit TwoHalves(std::uint64_t seed) {
    nn::Value x = add_maps(whole, whole.input());
    x = whole.add<Watch>("watch", x);
    add_head(whole, x);
    add_maps(maps, maps.input());
    add_head(head, head.input());
    for (auto* net : {&whole, &maps, &head})
      net->build(seed);
    whole.parameters() += 0.2 * normals<Double>(whole.parameter_count(), 1, 9);
    maps.parameters() = whole.parameters().head_rows(maps.parameter_count());
    head.parameters() = whole.parameters().tail_rows(head.parameter_count());
  }

 private:
  static nn::Value add_maps(nn::Graph<Double>& net, nn::Value x) {
    x = net.add<nn::Conv2d>("conv1", x, 2, 3, {.padding = 1});
    x = net.add<nn::ReLU>("relu1", x);
    x = net.add<nn::Conv2d>("conv2", x, 3, 4, {.stride = 2, .padding = 1});
    return net.add<nn::ReLU>("relu2", x);
  }
  static void add_head(nn::Graph<Double>& net, nn::Value x) {
    x = net.add<nn::Conv2d>("conv3", x, 4, 4, {.padding = 1});
    x = net.add<nn::Sigmoid>("sigmoid", x);
    net.add<nn::Linear>("fc", x, 36, 5);
  }
};

// What a Watch sees is what two networks say that are cut there.
BOOST_AUTO_TEST_CASE(a_watch_sees_both_halves_of_a_network) {
  TwoHalves nets(1);
  const arma::mat x = normals<Double>(72, 4, 5);
  const ClassList classes{4, 2, 0, 1};
  const arma::mat slopes = logit_gradient<Double>(nets.whole, x, classes);
  const Watch<Double>& watch = watch_of<Double>(nets.whole);
  const arma::mat a = nets.maps.forward(x);
  BOOST_TEST(apart(watch.value(), a) == 0);
  BOOST_TEST(apart(watch.gradient(),
                   logit_gradient<Double>(nets.head, a, classes)) < 1e-14);
  // … and the rest of the way back to the image.
  BOOST_TEST(apart(nets.maps.backward_to_input(watch.gradient()), slopes) <
             1e-13);
}

BOOST_AUTO_TEST_CASE(without_a_watch_grad_cam_is_an_error) {
  BOOST_CHECK_EXCEPTION(
      watch_of<Double>(*with_norms(1)), nn::Error, [](const nn::Error& e) {
        return std::string(e.what()).find("no Watch") != std::string::npos;
      });
}

// Before a global average and a linear layer, Grad-CAM is CAM (Zhou et al.,
// CVPR 2016): the weights are the last layer's, over the number of places.
BOOST_AUTO_TEST_CASE(grad_cam_before_a_global_average_is_cam) {
  nn::Sequential<Double> net({2, 6, 6});
  net.add<nn::Conv2d>(2, 5, {.padding = 1}).add<nn::Tanh>().add<Watch>();
  net.add<nn::GlobalAveragePool2d>().add<nn::Linear>(5, 3);
  net.build(3);
  const arma::mat x = normals<Double>(72, 3, 6);
  const ClassList classes{0, 2, 1};
  const arma::mat found = grad_cam<Double>(net, x, classes);
  const arma::mat w =
      net.named_parameters()[2].parameter->value;  // 3 x 5, behind conv's two
  for (arma::uword i = 0; i < 3; ++i) {
    const arma::mat maps =
        arma::reshape(watch_of<Double>(net).value().col(i), 5, 36);
    const arma::vec cam = maps.t() * w.row(arma::uword(classes[i])).t() / 36;
    BOOST_TEST(arma::abs(found.col(i) - arma::clamp(cam, 0, 1e300)).max() <
               1e-15);
  }
}

// Equations 1 and 2, with alpha by differences: how the logit moves when a
// whole map moves, over the number of places.
BOOST_AUTO_TEST_CASE(grad_cam_by_its_equations) {
  TwoHalves nets(2);
  const arma::mat x = normals<Double>(72, 1, 7);
  const arma::mat found = grad_cam<Double>(nets.whole, x, ClassList{3});
  const arma::mat maps = arma::reshape(nets.maps.forward(x), 4, 9);
  arma::vec sum(9, arma::fill::zeros);
  for (arma::uword k = 0; k < 4; ++k) {
    const auto moved = [&](double h) {
      arma::mat a = maps;
      a.row(k) += h;
      return nets.head.forward(arma::mat(arma::vectorise(a)),
                               nn::Mode::evaluate)(3);
    };
    sum += (moved(1e-5) - moved(-1e-5)) / 2e-5 / 9 * maps.row(k).t();
  }
  // h^2 times a third derivative near 1: 1e-10; rounding 1e-16 / 1e-5.
  const arma::vec expected = arma::clamp(sum, 0, 1e300);
  BOOST_TEST(arma::abs(found.col(0) - expected).max() <
             1e-8 * arma::abs(sum).max());
  BOOST_TEST(found.min() == 0);  // something spoke against the class
  BOOST_TEST(found.max() > 0);
}

}  // namespace chapter15
