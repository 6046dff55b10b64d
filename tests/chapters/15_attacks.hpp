/// Steps against networks: by hand, within their limits, and what they do.
#pragma once

#include "nn/layers/flatten.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/metrics.hpp"

#include "15_architectures/attacks.hpp"
#include "15_seeing_tools.hpp"

namespace chapter15 {

/// Two classes, linear: logit 1 = w x.
inline std::unique_ptr<nn::Sequential<nn::Cpu>> linear_against(
    const arma::frowvec& w) {
  auto net =
      std::make_unique<nn::Sequential<nn::Cpu>>(nn::Shape{w.n_elem, 1, 1});
  net->add<nn::Linear>(w.n_elem, 2);
  net->build(1);
  net->parameters().zeros();
  net->named_parameters()[0].parameter->value.row(1) = w;
  return net;
}

inline double loss_of(nn::Model<nn::Cpu>& net, const arma::fmat& x,
                      const ClassList& classes) {
  const arma::fmat& scores = net.forward(x, nn::Mode::evaluate);
  arma::fmat gradient(arma::size(scores));
  return nn::SoftmaxCrossEntropy<nn::Cpu>()(scores, classes, gradient);
}

/// A small network with kinks, and images far from black and white.
inline std::unique_ptr<nn::Sequential<nn::Cpu>> with_kinks(std::uint64_t seed) {
  auto net = std::make_unique<nn::Sequential<nn::Cpu>>(nn::Shape{1, 8, 8});
  net->add<nn::Conv2d>(1, 4, {.padding = 1}).add<nn::ReLU>();
  net->add<nn::Flatten>().add<nn::Linear>(256, 3);
  net->build(seed);
  return net;
}
inline arma::fmat mid_grays(arma::uword images, std::uint64_t seed) {
  nn::Random random(seed);
  arma::fmat x(64, images);
  x.imbue([&] { return float(random.uniform(0.3, 0.7)); });
  return x;
}

BOOST_AUTO_TEST_CASE(a_fast_step_by_hand) {
  const auto net = linear_against({2, -3, 0, 0.5f});
  // Of class 1: down along w; of class 0: up. No slope, no step; 0 and 1 are
  // the ends.
  const arma::fmat x{{0.5f, 0.95f}, {0.5f, 0.5f}, {0.5f, 0.5f}, {0.05f, 0.5f}};
  const arma::fmat moved = fast_gradient_sign(*net, x, {1, 0}, 0.1f);
  const arma::fmat expected{{0.4f, 1}, {0.6f, 0.4f}, {0.5f, 0.5f}, {0, 0.6f}};
  BOOST_TEST(arma::abs(moved - expected).max() < 1e-6);
}

// Goodfellow et al., section 3: a small step adds epsilon times the sum of the
// slopes' sizes to the loss, which no other step of that size does.
BOOST_AUTO_TEST_CASE(a_small_step_adds_epsilon_times_the_sum_of_slopes) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto net = with_kinks(seed);
    const arma::fmat x = mid_grays(1, seed);
    const float epsilon = 2e-4f;
    const double slopes = arma::accu(arma::abs(loss_gradient(*net, x, {1})));
    const double before = loss_of(*net, x, {1});
    const auto gain = [&](const arma::fmat& moved) {
      return loss_of(*net, moved, {1}) - before;
    };
    const double fast = gain(fast_gradient_sign(*net, x, {1}, epsilon));
    // Second order: below 1e-2 of it; float: 1e-7 / 1e-3.
    BOOST_TEST(fast == epsilon * slopes, seeing_tests::tt::tolerance(0.02));
    for (std::uint64_t k = 1; k <= 20; ++k)
      BOOST_TEST(gain(random_signs(x, epsilon, k)) < 0.6 * fast);
  }
}

BOOST_AUTO_TEST_CASE(the_gradient_of_the_loss_is_that_of_differences) {
  const auto net = with_kinks(3);
  arma::fmat x = mid_grays(1, 3);
  const arma::fmat g = loss_gradient(*net, x, {2});
  for (const arma::uword i : {0u, 9u, 33u, 63u}) {
    const float old = x(i), h = 1e-2f;
    x(i) = old + h;
    const double high = loss_of(*net, x, {2});
    x(i) = old - h;
    const double low = loss_of(*net, x, {2});
    x(i) = old;
    // Float: 1e-7 / 1e-2.
    BOOST_TEST(std::abs((high - low) / (2 * h) - g(i)) < 1e-3);
  }
}

BOOST_AUTO_TEST_CASE(steps_stay_within_epsilon_and_the_pixels_range) {
  const auto net = with_kinks(1);
  arma::fmat x = mid_grays(20, 1);
  x.row(5).zeros();
  x.row(6).ones();
  ClassList classes(20, 1);
  const float epsilon = 0.15f;
  for (const arma::fmat& moved :
       {fast_gradient_sign(*net, x, classes, epsilon),
        projected_gradient(*net, x, classes, epsilon, {.count = 7}),
        projected_gradient(*net, x, classes, epsilon, {.count = 0}),
        random_signs(x, epsilon, 1)}) {
    BOOST_TEST(arma::abs(moved - x).max() <= epsilon + 1e-6);
    BOOST_TEST(arma::abs(moved - x).max() > 0.9 * epsilon);
    BOOST_TEST(moved.min() >= 0);
    BOOST_TEST(moved.max() <= 1);
  }
  // Of twenty pixels at each end, some are turned back.
  const arma::fmat by_chance = random_signs(x, epsilon, 1);
  BOOST_TEST(arma::accu(by_chance.row(5) == 0) > 0u);
  BOOST_TEST(arma::accu(by_chance.row(6) == 1) > 0u);
}

// Where the network is linear, one step is the best there is: several steps
// come to the same place, from wherever they begin.
BOOST_AUTO_TEST_CASE(on_a_linear_network_many_steps_are_one) {
  const auto net = linear_against({2, -3, 1, 0.5f});
  const arma::fmat x(4, 6, arma::fill::value(0.5));
  const ClassList classes{1, 0, 1, 0, 1, 0};
  const arma::fmat one = fast_gradient_sign(*net, x, classes, 0.1f);
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const arma::fmat many = projected_gradient(
        *net, x, classes, 0.1f, {.count = 8, .size = 0.25f, .seed = seed});
    BOOST_TEST(arma::abs(many - one).max() < 1e-6);
  }
}

// With kinks, several steps raise the loss more than one.
BOOST_AUTO_TEST_CASE(several_steps_find_a_larger_loss_than_one) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto net = with_kinks(seed);
    const arma::fmat x = mid_grays(50, seed);
    const ClassList classes =
        nn::predict(arma::fmat(net->forward(x, nn::Mode::evaluate)));
    const double one =
        loss_of(*net, fast_gradient_sign(*net, x, classes, 0.2f), classes);
    const double many =
        loss_of(*net, projected_gradient(*net, x, classes, 0.2f, {.count = 20}),
                classes);
    BOOST_TEST(many > one);
  }
}

BOOST_AUTO_TEST_CASE(random_signs_go_up_and_down) {
  const arma::fmat x = mid_grays(100, 1);
  const arma::fmat step = random_signs(x, 0.1f, 1) - x;
  BOOST_TEST(arma::abs(arma::abs(step) - 0.1f).max() < 1e-6);
  // Of 6400 signs, four deviations of 0.5 / 80.
  const double up = double(arma::accu(step > 0)) / 6400;
  BOOST_TEST(std::abs(up - 0.5) < 0.025);
  BOOST_TEST(arma::abs(step - (random_signs(x, 0.1f, 2) - x)).max() > 0.1);
}

// The batch is changed before the network learns from it, and by the network
// as it is then.
BOOST_AUTO_TEST_CASE(teach_learns_from_what_the_change_gives) {
  const auto learned = [](const Change& change) {
    const auto net = with_kinks(1);
    teach(*net, {mid_grays(40, 1), ClassList(40, 2)},
          {.epochs = 1, .batch = 20, .seed = 1}, change);
    return arma::fmat(net->parameters());
  };
  std::vector<arma::uword> sizes;
  const arma::fmat same = learned([&](auto&, const auto& x, const auto& c) {
    sizes.push_back(x.n_cols);
    BOOST_TEST(c.size() == x.n_cols);
    return x;
  });
  BOOST_TEST((sizes == std::vector<arma::uword>{20, 20}));
  BOOST_TEST(arma::abs(same - learned({})).max() == 0);
  const arma::fmat moved = learned([](auto& net, const auto& x, const auto& c) {
    return fast_gradient_sign(net, x, c, 0.1f);
  });
  BOOST_TEST(arma::abs(moved - same).max() > 1e-4);
}

}  // namespace chapter15
