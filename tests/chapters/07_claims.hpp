/// Chapter 7: what its sentences about batch normalization conclude.
#pragma once

#include <boost/test/unit_test.hpp>

#include "07_batchnorm_dropout/averaging.hpp"
#include "07_batchnorm_dropout/batch_norm.hpp"
#include "07_batchnorm_dropout/batch_size.hpp"
#include "07_batchnorm_dropout/learner.hpp"
#include "07_batchnorm_dropout/normalized_training.hpp"
#include "07_batchnorm_dropout/numerical_gradient.hpp"
#include "07_batchnorm_dropout/three_paths.hpp"
#include "07_tools.hpp"

using namespace chapter07;

namespace chapter07::test {

/// The largest number; NaN if one is not finite, which passes no test.
inline double most(const arma::mat& m) {
  return m.is_finite() ? arma::abs(m).max() : arma::datum::nan;
}

/// x^ of one feature, with the mean and the variance of other values.
inline arma::vec normalized_by(const arma::vec& x, const arma::vec& of_mean,
                               const arma::vec& of_variance) {
  return (x - arma::mean(of_mean)) /
         std::sqrt(arma::var(of_variance, 1) + 1e-5);
}

/// Row j, column i: how number j of f(x) moves with x_i, by differences.
template <class F>
arma::mat by_differences(const arma::vec& x, const F& f, double h = 1e-5) {
  arma::mat slopes(x.n_elem, x.n_elem);
  for (arma::uword i = 0; i < x.n_elem; ++i) {
    arma::vec above = x, below = x;
    above(i) += h;
    below(i) -= h;
    slopes.col(i) = (f(above) - f(below)) / (2 * h);
  }
  return slopes;
}

/// A small network with batch normalization.
inline Recipe small_normalized(std::uint64_t seed) {
  return {.hidden = {64, 64},
          .batch_norm = true,
          .batch_size = 50,
          .epochs = 6,
          .seed = seed};
}

}  // namespace chapter07::test

// Row 30: (7.3), each way by itself while the other two are held.
BOOST_AUTO_TEST_CASE(claim_each_of_the_three_ways_is_a_derivative) {
  using test::by_differences, test::most, test::normalized_by;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Example e = random_example(1, 7, seed);
    const Normalized n = batch_norm(e);
    const Chain c = chain_rule(n.x_hat.row(0).t(), n.deviation(0));
    const arma::vec x = e.x.row(0).t();
    const auto differ = [&](const arma::mat& ours, const auto& f) {
      return most(ours - by_differences(x, f));
    };
    // Central differences with h = 1e-5 are good for about 1e-10.
    BOOST_TEST(differ(c.directly, [&](const arma::vec& v) {
                 return normalized_by(v, x, x);
               }) < 1e-8);
    BOOST_TEST(differ(c.through_mean, [&](const arma::vec& v) {
                 return normalized_by(x, v, x);
               }) < 1e-8);
    BOOST_TEST(differ(c.through_variance, [&](const arma::vec& v) {
                 return normalized_by(x, x, v);
               }) < 1e-8);
    // None of them is small enough to be left out.
    BOOST_TEST(most(c.through_mean) > 1e-2);
    BOOST_TEST(most(c.through_variance) > 1e-2);
  }
}

// Row 30: (7.4) and, from it, (7.5).
BOOST_AUTO_TEST_CASE(claim_the_three_ways_add_up_to_the_short_formula) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Example e = random_example(3, 9, seed);
    const Normalized n = batch_norm(e);
    const arma::mat dx = batch_norm_gradient(n, e.gamma, e.dy).dx;
    for (arma::uword k = 0; k < 3; ++k) {
      const arma::vec x_hat = n.x_hat.row(k).t();
      const Chain c = chain_rule(x_hat, n.deviation(k));
      const arma::mat slopes = slopes_of_normalization(x_hat, n.deviation(k));
      // Rounding only: the numbers are near 1.
      BOOST_TEST(test::most(c.directly + c.through_mean + c.through_variance -
                            slopes) < 1e-14);
      const arma::rowvec g = e.dy.row(k);
      BOOST_TEST(test::most(e.gamma(k) * g * slopes - dx.row(k)) < 1e-12);
      // (7.5): the sum over j, written as two means.
      const arma::rowvec short_formula =
          e.gamma(k) / n.deviation(k) *
          (g - arma::mean(g) - x_hat.t() * arma::mean(g % x_hat.t()));
      BOOST_TEST(test::most(short_formula - dx.row(k)) < 1e-12);
    }
  }
}

// Row 30: a common push, and a common stretch, of the gradient are lost.
BOOST_AUTO_TEST_CASE(claim_a_push_and_a_stretch_of_all_do_not_come_through) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Example e = random_example(4, 20, seed);
    const Normalized n = batch_norm(e);
    const auto dx = [&](const arma::mat& dy) -> arma::mat {
      return batch_norm_gradient(n, e.gamma, dy).dx;
    };
    const arma::mat before = dx(e.dy);
    BOOST_TEST(test::most(dx(e.dy + 3) - before) < 1e-12);
    // Not exactly, as x^ has variance v / (v + epsilon), not 1.
    BOOST_TEST(test::most(dx(e.dy + 3 * n.x_hat) - before) < 1e-4);
    arma::mat one_more = e.dy;
    one_more.col(0) += 3;  // this moves values relative to each other
    BOOST_TEST(test::most(dx(one_more) - before) > 0.1);
  }
}

// Row 30: what is left of a factor in the weights is due to epsilon alone.
BOOST_AUTO_TEST_CASE(claim_only_epsilon_feels_the_factor) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Example e = random_example(4, 20, seed);
    const auto change = [&](double epsilon) {
      return test::most(batch_norm(10 * e.x, e.gamma, e.beta, epsilon).y -
                        batch_norm(e.x, e.gamma, e.beta, epsilon).y);
    };
    BOOST_TEST(change(0) < 1e-13);
    BOOST_TEST(change(1e-5) > 1e-7);
    BOOST_TEST(change(1e-5) < 1e-4);
  }
}

// Row 30: the gradient stands at right angles to such weights, so that a step
// can only make them longer.
BOOST_AUTO_TEST_CASE(claim_steps_lengthen_the_weights_before_a_batch_norm) {
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    Recipe recipe = test::small_normalized(seed);
    recipe.learning_rate = 1;
    const Data data = test::few(300);
    test::alone([&] {
      Learner learner(data.train, recipe);
      const auto first = learner.net().named_parameters()[0].parameter;
      double length = arma::norm(first->value, "fro");
      const double at_start = length;
      for (int i = 0; i < 20; ++i) {
        const arma::fmat before = first->value;
        learner.step();
        const arma::fmat step = first->value - before;
        const double cosine =
            arma::accu(step % before) / (arma::norm(step, "fro") * length);
        BOOST_TEST(std::abs(cosine) < 0.01);
        length = arma::norm(first->value, "fro");
      }
      BOOST_TEST(length > 1.05 * at_start);
      return 0;
    });
  }
}

// Row 30: the same network, the same answers, but longer weights.
BOOST_AUTO_TEST_CASE(claim_long_weights_take_long_to_turn_around) {
  const Data data = test::few(500);
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    const Recipe recipe = test::small_normalized(seed);
    const auto loss_with = [&](float factor) {
      return test::alone([&] {
        Learner learner(data.train, recipe);
        auto parameters = learner.net().named_parameters();
        for (std::size_t layer : {0u, 4u})  // weights before a BatchNorm
          parameters[layer].parameter->value *= factor;
        double loss = learner.score(data.train).loss;
        for (int epoch = 0; epoch < 3; ++epoch)
          loss = learner.epoch();
        return loss;
      });
    };
    BOOST_TEST(loss_with(10) > 1.3 * loss_with(1));
  }
}

// Row 30: the same weights, judged before the running values have settled. How
// much is lost differs: 3 points with one seed, more than 10 with another.
BOOST_AUTO_TEST_CASE(claim_evaluated_too_early_a_network_seems_worse) {
  const Data data = test::few(1000);
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    const Recipe recipe = test::small_normalized(seed);
    test::alone([&] {
      Learner learner(data.train, recipe);
      for (int epoch = 0; epoch < recipe.epochs; ++epoch)
        learner.epoch();
      const double good = learner.score(data.test).accuracy;
      for (auto& [name, state] : learner.net().named_states())
        state->values.assign(state->values.size(),
                             name.ends_with("mean") ? 0.f : 1.f);
      const auto after = [&](int batches) {
        for (int i = 0; i < batches; ++i)
          learner.net().forward(
              data.train.x.cols(50 * (i % 20), 50 * (i % 20) + 49));
        return learner.score(data.test).accuracy;
      };
      BOOST_TEST(good > 0.7);
      BOOST_TEST(after(1) < good - 0.02);
      BOOST_TEST(after(60) > good - 0.015);
      return 0;
    });
  }
}

// Row 30: in a batch of one, the layers below get no gradient, whatever the
// loss; the shift gets one.
BOOST_AUTO_TEST_CASE(claim_below_it_a_batch_of_one_teaches_nothing) {
  for (double slope : {-3.0, 0.5, 40.0}) {
    const Normalized n = batch_norm(arma::vec{5, -7}, {2, 1}, {7, 0});
    const arma::mat dy(2, 1, arma::fill::value(slope));
    const BatchNormGradient g = batch_norm_gradient(n, {2, 1}, dy);
    BOOST_TEST(test::most(g.dx) == 0);
    BOOST_TEST(test::most(g.dgamma) == 0);
    BOOST_TEST(g.dbeta(0) == slope);
  }
}

// Row 30: the smaller the batches, the further apart.
BOOST_AUTO_TEST_CASE(claim_the_two_losses_differ_by_the_statistics_alone) {
  Recipe recipe = test::small_normalized(1);
  recipe.learning_rate = 0.3 / 128;  // for each sample
  const auto sizes = sweep_batch_sizes(test::few(512), recipe, {4, 16, 64}, 2);
  const auto extra = [&](std::size_t i) {
    return sizes[i].loss_in_batch.mean - sizes[i].loss_running.mean;
  };
  BOOST_TEST(extra(0) > 0.2);
  BOOST_TEST(extra(0) > 2 * extra(1));
  BOOST_TEST(extra(1) > extra(2));
  BOOST_TEST(extra(2) < 0.3 * extra(0));
}

// Row 30: weights that jump, and their mean; from three seeds. At a small rate
// nothing jumps, and the mean, which lags behind, gains less or loses.
BOOST_AUTO_TEST_CASE(claim_the_mean_of_jumping_weights_is_better) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    Recipe recipe = test::small_normalized(seed);
    recipe.epochs = 10;
    const auto averaged = [&](double rate) {
      recipe.learning_rate = rate;
      return test::alone([&] {
        return train_and_average(test::fashion().train, test::fashion().test,
                                 recipe, 0.98);
      });
    };
    const Averaged a = averaged(1);
    BOOST_TEST(a.average.loss < a.half_average.loss);
    BOOST_TEST(a.average.loss < a.last.loss - 0.02);
    BOOST_TEST(a.average.accuracy > a.last.accuracy);
    const Averaged calm = averaged(0.02);
    BOOST_TEST(calm.last.loss - calm.average.loss <
               0.5 * (a.last.loss - a.average.loss));
  }
}
