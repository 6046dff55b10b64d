/// What chapter 15 says of depth, in trainings of a second; the whole
/// experiment has a record, docs/measured/architectures.txt.
#pragma once

#include <cmath>

#include <boost/test/unit_test.hpp>

#include "15_architectures/depth_trials.hpp"
#include "15_architectures/norm_trials.hpp"
#include "15_architectures/small_images.hpp"

namespace chapter15 {

/// The program's short pair, with three seeds: plain-20, plain-56, residual-20,
/// residual-56.
inline const std::vector<std::vector<DepthTrial>>& depth_trials() {
  static const auto trials = [] {
    const DepthPlan plan;
    const nn::Dataset train = halved(clothes().train, plan.samples);
    std::vector<std::vector<DepthTrial>> all;
    for (const std::uint64_t seed : {1u, 2u, 3u}) {
      Fitting fitting = plan.fitting;
      fitting.seed = seed;
      auto& trial = all.emplace_back();
      for (const DeepNetwork& network : deep_networks(plan.widths))
        trial.push_back(try_depth(network, train, fitting));
    }
    return all;
  }();
  return trials;
}

BOOST_AUTO_TEST_CASE(deep_networks_have_the_layers_they_are_named_after) {
  const std::vector<std::string> names{"plain-20", "plain-56", "residual-20",
                                       "residual-56"};
  std::size_t i = 0;
  for (const DeepNetwork& network : deep_networks({2, 3, 4})) {
    const auto net = made(network, 1);
    std::size_t layers = 0;
    for (const auto& [name, p] : net->named_parameters())
      layers += name.ends_with("weight") && p->torch.shape.size() > 1;
    BOOST_TEST(layers == network.layers());
    BOOST_TEST(network.name() == names[i++]);
  }
}

// Plain and residual networks have the same parameters.
BOOST_AUTO_TEST_CASE(shortcuts_cost_no_parameters) {
  const auto networks = deep_networks({4, 8, 16});
  for (const std::size_t i : {0u, 1u})
    BOOST_TEST(made(networks[i], 1)->parameter_count() ==
               made(networks[i + 2], 1)->parameter_count());
}

// In a short training, deeper is worse without shortcuts, with each seed; with
// them, the deep network is far ahead of the plain one.
BOOST_AUTO_TEST_CASE(depth_harms_plain_networks_at_once) {
  double gap = 0;
  for (const auto& trials : depth_trials()) {
    const auto loss = [&](std::size_t i) { return trials[i].losses.back(); };
    BOOST_TEST(loss(1) > loss(0));
    BOOST_TEST(loss(3) < loss(1) - 0.1);
    BOOST_TEST(loss(2) < loss(1) - 0.3);
    gap += (loss(1) - loss(0)) / 3;
  }
  BOOST_TEST(gap > 0.1);
}

// Before the first step, a plain network's gradients grow by a tenth to a
// quarter in each layer on their way back, some hundredfold in all; those of a
// residual network by far less.
BOOST_AUTO_TEST_CASE(gradients_of_plain_networks_grow_on_their_way_back) {
  for (const auto& trials : depth_trials()) {
    const auto growth = [](const DepthTrial& trial) {
      const arma::vec& shares = trial.before;
      return arma::mean(shares.head(5)) / arma::mean(shares.tail(5));
    };
    BOOST_TEST(growth(trials[1]) > 100);
    BOOST_TEST(growth(trials[1]) > 10 * growth(trials[0]));
    BOOST_TEST(growth(trials[3]) < 20);
    BOOST_TEST(growth(trials[1]) > 20 * growth(trials[3]));
    const arma::vec& plain = trials[1].before;
    const double factor = std::pow(
        arma::mean(plain.head(5)) / arma::mean(plain.subvec(25, 29)), 1 / 25.0);
    BOOST_TEST(factor > 1.08);
    BOOST_TEST(factor < 1.25);
  }
}

// Too large steps have made the weights of the first layers large, and
// BatchNorm divides by them: after the training it is the first layers whose
// gradients are small.
BOOST_AUTO_TEST_CASE(gradients_that_explode_at_first_are_small_in_the_end) {
  for (const auto& trials : depth_trials()) {
    const DepthTrial &plain = trials[1], &residual = trials[3];
    BOOST_TEST(plain.growth(0) > 5);
    BOOST_TEST(arma::mean(plain.growth.head(5)) >
               3 * arma::mean(plain.growth.tail(5)));
    BOOST_TEST(residual.growth.max() < 3);
    BOOST_TEST(plain.after(0) < 0.05 * plain.after.back());
    BOOST_TEST(residual.after(0) > 0.1 * residual.after.back());
  }
}

BOOST_AUTO_TEST_CASE(a_gradient_share_worked_out_by_hand) {
  nn::Graph<nn::Cpu> net({1, 1, 1});
  net.add<nn::Conv2d>("conv", net.input(), 1, 2,
                      {.kernel = 1, .weights = nn::constant(2), .bias = false});
  net.build(1);
  const arma::fmat x = {{1, 3}};
  net.forward(x);
  net.backward(arma::fmat{{1, 1}, {0, 2}});
  // dW = dy x' = (4, 6); W = (2, 2).
  const arma::vec shares = gradient_shares(net);
  BOOST_TEST(shares.n_elem == 1u);
  BOOST_TEST(shares(0) == std::sqrt(52.0 / 8),
             boost::test_tools::tolerance(1e-6));
}

// With BatchNorm before the addition, these are the library's networks.
BOOST_AUTO_TEST_CASE(before_the_addition_is_the_librarys_residual_network) {
  const auto ours = made(NormPlace::before_sum, 2, {4, 8, 16}, 5);
  const auto library =
      made(DeepNetwork{2, nn::Shortcut::padded, {4, 8, 16}}, 5);
  const nn::Dataset images = halved(clothes().train, 32);
  arma::fmat x(196, 32);
  for (arma::uword i = 0; i < x.n_elem; ++i)
    x(i) = float(images.pixels[i]) / 255;
  BOOST_TEST(ours->parameter_count() == library->parameter_count());
  const arma::fmat y = ours->forward(x);
  BOOST_TEST(arma::abs(y - library->forward(x)).max() == 0);
}

// The three differ in nothing but the place: as many BatchNorms, or none.
BOOST_AUTO_TEST_CASE(a_place_changes_nothing_else) {
  std::vector<std::size_t> norms, weights;
  for (const NormPlace place : all_norm_places) {
    const auto net = made(place, 2, {2, 3, 4}, 1);
    norms.push_back(0), weights.push_back(0);
    for (std::size_t i = 0; i < net->layer_count(); ++i)
      norms.back() += net->layer(i).name().starts_with("BatchNorm");
    for (const auto& [name, p] : net->named_parameters())
      if (p->torch.shape.size() > 1) weights.back() += p->size();
  }
  const std::vector<std::size_t> expected{13, 13, 0};
  BOOST_TEST(norms == expected, boost::test_tools::per_element());
  BOOST_TEST(weights[1] == weights[0]);
  BOOST_TEST(weights[2] == weights[0]);
}

// Without BatchNorm the mean square doubles from block to block; with it before
// the addition it grows by about the same amount in each block of a width, so
// never a hundredfold; behind the addition it stays.
BOOST_AUTO_TEST_CASE(without_batch_norm_the_sums_grow_exponentially) {
  const nn::Dataset images = halved(clothes().train, 640);
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const auto sizes = [&](NormPlace place) {
      return block_sizes(*made(place, 9, {4, 8, 16}, seed), images, 256);
    };
    const arma::vec none = sizes(NormPlace::nowhere);
    const double factor = std::pow(none.back() / none.front(), 1.0 / 26);
    BOOST_TEST(factor > 1.5);
    BOOST_TEST(factor < 2.5);
    BOOST_TEST(none.back() > 1e5 * none.front());
    const arma::vec before = sizes(NormPlace::before_sum);
    BOOST_TEST(before.max() < 100 * before.front());
    BOOST_TEST(none.back() > 1000 * before.back());
    const arma::vec after = sizes(NormPlace::after_sum);
    BOOST_TEST(after.max() < 2 * after.min());
  }
}

// In a short training, BatchNorm behind the addition is worse with each seed.
BOOST_AUTO_TEST_CASE(batch_norm_behind_the_addition_is_worse) {
  const DepthPlan plan;
  const nn::Dataset train = halved(clothes().train, plan.samples);
  double gap = 0;
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    Fitting fitting = plan.fitting;
    fitting.seed = seed;
    const NormTrial after =
        try_place(NormPlace::after_sum, {9, plan.widths}, train, fitting);
    const DepthTrial& before = depth_trials()[seed - 1][3];
    BOOST_TEST(after.losses.back() > before.losses.back());
    gap += (after.losses.back() - before.losses.back()) / 3;
  }
  BOOST_TEST(gap > 0.2);
}

// Without it, the numbers leave all bounds, at this rate and at a tenth of it.
BOOST_AUTO_TEST_CASE(without_batch_norm_a_training_runs_away) {
  const nn::Dataset train = halved(clothes().train, 640);
  for (const std::uint64_t seed : {1u, 2u, 3u})
    for (const double rate : {0.1, 0.01}) {
      const NormTrial trial =
          try_place(NormPlace::nowhere, {}, train, {1, rate, seed});
      BOOST_TEST(std::isinf(trial.losses.back()));
    }
}

}  // namespace chapter15
