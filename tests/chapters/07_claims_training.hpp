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
