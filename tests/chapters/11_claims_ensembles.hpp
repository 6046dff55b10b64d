/// What chapter 11 concludes of ensembles.
#pragma once

#include <boost/test/unit_test.hpp>

#include "nn/data/table.hpp"

#include "11_classical/adaboost.hpp"
#include "11_classical/curve.hpp"
#include "11_classical/ensemble_experiments.hpp"
#include "11_classical/experiments.hpp"
#include "11_classical/forest.hpp"
#include "11_classical/gradient_boosting.hpp"
#include "11_golden.hpp"

namespace chapter11 {

// The mean of many trees has fewer errors, and depends less on the samples.
BOOST_AUTO_TEST_CASE(row_43a_many_trees_are_steadier_than_one) {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const BaggingResult r = bag_moons(6, 60, seed);
    BOOST_TEST(arma::mean(r.many) < arma::mean(r.one) - 0.01);
    BOOST_TEST(arma::mean(r.many_differ) < 0.75 * arma::mean(r.one_differs));
  }
}

// Eight of 64 features: better than one, and than all. Trees that see fewer
// features are worse alone and agree less.
BOOST_AUTO_TEST_CASE(row_43a_forests_trade_strength_for_difference) {
  for (const std::uint64_t seed : {1u, 2u}) {
    nn::Random random(seed, nn::Stream::data);
    const Split parts =
        split(samples_of(nn::load_table("digits")), 0.4, random);
    arma::vec alone(3), all(3), agree(3), out(3);
    const arma::uword features[] = {1, 8, 64};
    for (arma::uword k = 0; k < 3; ++k) {
      const Forest forest = grow_forest(
          parts.train, 40, {.features_per_split = features[k]}, seed);
      const arma::vec errors = errors_by_trees(forest, parts.test);
      alone(k) = errors(0);
      all(k) = errors.back();
      agree(k) = mean_correlation(forest, parts.test);
      out(k) = out_of_bag_errors(forest, parts.train).back();
    }
    BOOST_TEST(alone(0) > alone(1) + 0.1);
    BOOST_TEST(alone(1) > alone(2));
    BOOST_TEST(agree(0) < agree(1) - 0.05);
    BOOST_TEST(agree(1) < agree(2) - 0.03);
    BOOST_TEST(all(1) < all(0) - 0.02);
    BOOST_TEST(all(1) < all(2) - 0.005);
    BOOST_TEST(all(2) < alone(2) / 2);
    // Without a test set: near the test error, and with few trees above it,
    // for only a third of them judge a sample.
    BOOST_TEST(std::abs(out(1) - all(1)) < 0.04);
    BOOST_TEST(out(0) > all(0));
  }
}

// The test error of stumps goes on falling for hundreds of rounds, to half of
// that of a whole tree. A stump alone: 45.8 %, a tree: 24.7 % in Hastie et al.
// 2009, section 10.1.
BOOST_AUTO_TEST_CASE(row_43a_stumps_beat_a_tree) {
  nn::Random random(1, nn::Stream::data, 7);
  const Samples train = ten_normals(2000, random),
                test = ten_normals(10000, random);
  const Boosted boosted = adaboost(train, 400, {.max_depth = 1});
  const arma::vec errors = errors_by_rounds(boosted, test);
  const double tree = error_rate(classify(grow_tree(train), test.x), test.y);
  BOOST_TEST(std::abs(errors(0) - 0.458) < 0.03);
  BOOST_TEST(errors(49) < tree);
  BOOST_TEST(errors(399) < errors(49) - 0.05);
  BOOST_TEST(std::abs(tree - 0.247) < 0.03);
  BOOST_TEST(errors(399) < tree / 2);
}

// Small steps end at a lower loss than whole ones; each at its own best round.
BOOST_AUTO_TEST_CASE(row_43a_small_steps_go_further) {
  double whole = 0, small = 0;
  for (const std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) {
    nn::Random random(seed, nn::Stream::data, 2);
    const NoisyCurve train = noisy_curve(100, 0.3, random),
                     validation = noisy_curve(500, 0.3, random),
                     test = noisy_curve(2000, 0.3, random);
    const auto loss = [&](double rate, arma::uword rounds) {
      BoostOptions options;
      options.rate = rate;
      options.rounds = rounds;
      options.tree.max_depth = 2;
      const GradientBoosted model =
          gradient_boosting(train.x, train.y, options);
      const arma::uword best =
          losses_by_rounds(model, options.loss, validation.x, validation.y)
              .index_min();
      return losses_by_rounds(model, options.loss, test.x, test.y)(best);
    };
    whole += loss(1, 100) / 5;
    small += loss(0.1, 150) / 5;
  }
  BOOST_TEST(small > 0.045);  // the noise itself: 0.3^2 / 2
  BOOST_TEST(small < 0.93 * whole);
}

// The training loss falls to the end; on other samples it turns, and the round
// that validation chooses is better than the last.
BOOST_AUTO_TEST_CASE(row_43a_boosting_has_to_stop) {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const Moons data = moons(300, 0.35, seed, 0);
    const auto y = [](const Samples& samples) {
      return arma::conv_to<arma::vec>::from(samples.y);
    };
    const BoostOptions options{
        .loss = BoostLoss::logistic, .rounds = 200, .rate = 0.1};
    const GradientBoosted model =
        gradient_boosting(data.train.x, y(data.train), options);
    const auto losses = [&](const Samples& samples) {
      return losses_by_rounds(model, options.loss, samples.x, y(samples));
    };
    const arma::vec training = losses(data.train),
                    validation = losses(data.validation),
                    test = losses(data.test);
    BOOST_TEST(arma::diff(training).max() < 0);
    BOOST_TEST(test(validation.index_min()) < 0.9 * test.back());
  }
}

// Out of fold, the stack is better than each of its models. Fed with what they
// had learned by heart, it trusts the nearest neighbor and is no better.
BOOST_AUTO_TEST_CASE(row_43a_stacking_needs_predictions_of_unseen_samples) {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const arma::rowvec mean = arma::mean(stack_moons(10, seed), 0);
    for (arma::uword k = 0; k < 4; ++k)
      BOOST_TEST(mean(4) < mean(k) - 0.01);
    BOOST_TEST(mean(4) < mean(5) - 0.015);
    BOOST_TEST(std::abs(mean(5) - mean(2)) < 0.01);
  }
}

// Coin flips are learned by heart, and cannot be predicted: test and
// out-of-bag errors say so.
BOOST_AUTO_TEST_CASE(row_43a_coin_flips_are_learned_by_heart) {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const CoinResult r = learn_coin_flips(10, 30, seed);
    BOOST_TEST(r.tree_training.max() == 0);
    BOOST_TEST(r.forest_training.max() < 0.02);
    // 10 draws of 150 coins: deviation of the mean 0.013.
    for (const arma::vec& errors : {r.tree_test, r.forest_test, r.out_of_bag})
      BOOST_TEST(std::abs(arma::mean(errors) - 0.5) < 0.06);
  }
}

}  // namespace chapter11
