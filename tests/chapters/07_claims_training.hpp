/// Chapter 7: what its sentences about training runs conclude.
#pragma once

#include <boost/test/unit_test.hpp>

#include "07_batchnorm_dropout/learner.hpp"
#include "07_batchnorm_dropout/normalized_training.hpp"
#include "07_tools.hpp"

using namespace chapter07;

namespace chapter07::test {

struct Driven {
  double loss = 0;  ///< mean over the last epoch; NaN if it diverged
  double accuracy = 0;
};

/// Four hidden layers at rate 1. Without the brake, the weights before each
/// BatchNorm get their first length back after every step: the answers stay the
/// same, and no step shortens the next ones.
inline Driven drive(bool batch_norm, bool brake, std::uint64_t seed) {
  const Recipe recipe{
      .batch_norm = batch_norm, .learning_rate = 1, .epochs = 6, .seed = seed};
  return alone([&] {
    Learner learner(fashion().train, recipe);
    std::vector<arma::fmat*> weights;
    std::vector<float> length;
    for (auto& [name, p] : learner.net().named_parameters())
      if (p->value.n_cols == 100 || p->value.n_cols == 784) {
        weights.push_back(&p->value);
        length.push_back(arma::norm(p->value, "fro"));
      }
    const std::size_t steps = learner.steps_per_epoch();
    double loss = 0;
    for (std::size_t i = 0; i < 6 * steps; ++i) {
      const double now = learner.step();
      if (i >= 5 * steps) loss += now / double(steps);
      for (std::size_t k = 0; !brake && k < 4; ++k)
        *weights[k] *= length[k] / arma::norm(*weights[k], "fro");
    }
    return Driven{loss, learner.score(fashion().test).accuracy};
  });
}

BOOST_AUTO_TEST_CASE(claim_pairs_look_half_as_wide_as_what_they_come_from) {
  nn::Random random(1, nn::Stream::data, 5);
  Running pairs(1);
  double within = 0;
  for (int batch = 0; batch < 10'000; ++batch) {
    arma::mat x(1, 2);
    x.imbue([&] { return 3 + 2 * random.normal(); });
    const Normalized n = batch_norm(x, {1}, {0});
    within += n.variance(0) / 10'000;
    pairs.see(n, 0.001);
  }
  // Within five standard errors of half the variance, and of all of it.
  BOOST_TEST(std::abs(within - 2) < 5 * 0.028);
  BOOST_TEST(std::abs(pairs.variance(0) - 4) < 5 * 0.127);
}

BOOST_AUTO_TEST_CASE(claim_both_losses_belong_to_the_same_trained_network) {
  Recipe recipe = test::small_normalized(1);
  recipe.learning_rate = 0.3 / 128;
  const Data data = test::few(512);
  for (const std::size_t size : {4u, 64u}) {
    const auto row = sweep_batch_sizes(data, recipe, {size}, 1).front();
    Recipe mine = recipe;
    mine.batch_size = size;
    mine.batch_norm = true;
    mine.learning_rate *= double(size);
    const auto [in_batch, running] = test::alone([&] {
      Learner learner(data.train, mine);
      for (int epoch = 0; epoch < mine.epochs; ++epoch)
        learner.epoch();
      const double by_running = learner.score(data.train).loss;
      const arma::fmat weights = learner.net().parameters();
      nn::SoftmaxCrossEntropy<nn::Cpu> loss;
      double sum = 0;
      for (std::size_t i = 0; i < 512; i += size) {
        const auto& scores = learner.net().forward(
            data.train.x.cols(i, i + size - 1), nn::Mode::train);
        arma::fmat unused(arma::size(scores));
        const auto first = data.train.labels.begin() + std::ptrdiff_t(i);
        sum += loss(scores, {first, first + std::ptrdiff_t(size)}, unused) *
               double(size) / 512;
      }
      BOOST_TEST(arma::abs(learner.net().parameters() - weights).max() == 0);
      return std::pair(sum, by_running);
    });
    // Float sums of 512 losses.
    BOOST_TEST(std::abs(row.loss_running.mean - running) < 1e-6);
    BOOST_TEST(std::abs(row.loss_in_batch.mean - in_batch) < 1e-6);
  }
}

}  // namespace chapter07::test

// Row 30: what lets it take rate 1 is not that long weights get small steps.
BOOST_AUTO_TEST_CASE(claim_without_the_brake_rate_1_is_learned_as_well) {
  double with = 0, without = 0;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    BOOST_TEST(std::isnan(test::drive(false, true, seed).loss));
    const test::Driven free = test::drive(true, false, seed);
    BOOST_TEST(free.accuracy > 0.5);  // at one moment of a jumpy training
    with += test::drive(true, true, seed).loss / 3;
    without += free.loss / 3;
  }
  BOOST_TEST(without < 1.1 * with);
  BOOST_TEST(without < 1);  // guessing is 2.3
}

// Row 30: weights of deviation 0.05, without BatchNorm.
BOOST_AUTO_TEST_CASE(claim_the_layers_need_some_fifty_steps_to_come_together) {
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    const Recipe recipe{.weights = nn::normal(0.05), .seed = seed};
    const Inside plain =
        test::alone([&] { return look_inside(test::fashion(), recipe, 100); });
    const auto fourth_of_first = [&](arma::uword step) {
      return plain.deviation(step - 1, 3) / plain.deviation(step - 1, 0);
    };
    BOOST_TEST(fourth_of_first(1) < 0.1);
    BOOST_TEST(fourth_of_first(25) < 0.25);
    BOOST_TEST(fourth_of_first(100) > 0.4);
  }
}
