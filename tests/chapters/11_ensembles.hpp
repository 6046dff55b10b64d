/// Ensembles: bagging, random forests, boosting, stacking.
#pragma once

#include <boost/test/unit_test.hpp>

#include "11_classical/adaboost.hpp"
#include "11_classical/forest.hpp"
#include "11_classical/gradient_boosting.hpp"
#include "11_classical/stacking.hpp"
#include "11_golden.hpp"

namespace chapter11 {

BOOST_AUTO_TEST_CASE(row_43a_a_bag_leaves_out_a_third) {
  nn::Random random(1);
  double out = 0;
  for (int bag = 0; bag < 200; ++bag) {
    const arma::vec counts = bootstrap_counts(500, random);
    BOOST_TEST(arma::accu(counts) == 500);
    out += double(arma::accu(counts == 0)) / 500 / 200;
  }
  // (1 - 1/500)^500 = 0.3675; 200 bags: deviation below 0.001.
  BOOST_TEST(std::abs(out - 0.3675) < 0.005);
}

// One tree with a bag is a tree with the bag's counts as weights.
BOOST_AUTO_TEST_CASE(row_43a_a_forest_is_the_mean_of_its_trees) {
  nn::Random random(1);
  const Samples data = two_moons(100, 0.3, random);
  const Forest forest = grow_forest(data, 5, {}, 1);
  const arma::mat targets = one_hot(data.y, 2);
  arma::mat sum(2, 100, arma::fill::zeros);
  for (std::size_t t = 0; t < 5; ++t) {
    const Tree alone =
        grow_tree({data.x, targets, forest.drawn[t]}, TreeOptions{});
    BOOST_TEST(apart(alone.predict(data.x), forest.trees[t].predict(data.x)) ==
               0);
    sum += alone.predict(data.x);
    const arma::uvec inside = arma::find(forest.drawn[t] > 0);
    BOOST_TEST(error_rate(classify(alone, data.x.cols(inside)),
                          data.y.elem(inside)) == 0);
  }
  BOOST_TEST(apart(forest_shares(forest, data.x), sum / 5) < 1e-15);
  // The seed decides, and the number of trees changes none of them.
  const Forest more = grow_forest(data, 7, {}, 1),
               other = grow_forest(data, 5, {}, 2);
  BOOST_TEST(apart(more.drawn[4], forest.drawn[4]) == 0);
  BOOST_TEST(apart(other.drawn[4], forest.drawn[4]) > 0);
}

// Out of bag: only trees that have not drawn a sample judge it.
BOOST_AUTO_TEST_CASE(row_43a_out_of_bag_by_hand) {
  nn::Random random(1);
  const Samples data = two_moons(50, 0.4, random);
  const Forest forest = grow_forest(data, 20, {}, 1);
  arma::uword wrong = 0, judged = 0;
  for (arma::uword i = 0; i < 50; ++i) {
    arma::vec votes(2, arma::fill::zeros);
    for (std::size_t t = 0; t < 20; ++t)
      if (forest.drawn[t](i) == 0)
        votes += forest.trees[t].leaf(data.x.colptr(i)).value;
    if (arma::accu(votes) == 0) continue;
    ++judged;
    wrong += (votes(1) > votes(0) ? 1u : 0u) != data.y(i) ? 1 : 0;
  }
  BOOST_TEST(judged > 45u);
  BOOST_TEST(out_of_bag_errors(forest, data)(19) ==
             double(wrong) / double(judged));
}

BOOST_AUTO_TEST_CASE(row_43a_adaboost_is_scikit_learns) {
  int checked = 0;
  for (const auto& c : recorded("adaboost")) {
    const Samples data = samples(c);
    const auto rounds = c.at("rounds").get<arma::uword>();
    const Boosted boosted =
        adaboost(data, rounds, {.max_depth = c.at("depth").get<arma::uword>()});
    BOOST_TEST(apart(boosted.errors, numbers(c.at("errors"))) < 1e-10);
    BOOST_TEST(apart(boosted.votes, numbers(c.at("votes"))) < 1e-9);
    const arma::mat test = golden::batch(c.at("test")),
                    staged = golden::batch(c.at("staged"));
    for (arma::uword r = 1; r <= rounds; ++r) {
      const arma::uvec said = classify(boosted, test, data.classes, r);
      BOOST_TEST(arma::accu(arma::conv_to<arma::vec>::from(said) !=
                            staged.col(r - 1)) == 0u);
    }
    ++checked;
  }
  BOOST_TEST(checked == 2);
}

// After each round, what the tree got wrong weighs as much as what it got
// right; the exponential loss is exactly the bound, and above the error.
BOOST_AUTO_TEST_CASE(row_43a_adaboost_stays_below_its_bound) {
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    nn::Random random(seed);
    const Samples data = ten_normals(300, random);
    const Boosted boosted = adaboost(data, 60, {.max_depth = 1});
    BOOST_REQUIRE(boosted.trees.size() == 60u);
    const arma::vec bound = training_bound(boosted),
                    loss = exponential_losses(boosted, data),
                    error = errors_by_rounds(boosted, data);
    BOOST_TEST(apart(bound, loss) < 1e-10);
    for (arma::uword r = 0; r < 60; ++r)
      BOOST_TEST(error(r) <= bound(r));
    for (arma::uword r = 0; r + 1 < 60; ++r) {
      const arma::uvec wrong =
          arma::find(classify(boosted.trees[r], data.x) != data.y);
      const arma::vec next = boosted.weights.col(r + 1);
      BOOST_TEST(std::abs(arma::accu(next.elem(wrong)) - 0.5) < 1e-10);
    }
  }
}

BOOST_AUTO_TEST_CASE(row_43a_gradient_boosting_is_scikit_learns) {
  int checked = 0;
  for (const auto& c : recorded("boosted")) {
    BoostOptions options;
    if (c.at("name") == "logistic") options.loss = BoostLoss::logistic;
    options.rounds = c.at("rounds").get<arma::uword>();
    options.rate = c.at("rate").get<double>();
    options.tree.max_depth = c.at("depth").get<arma::uword>();
    options.tree.min_leaf = c.at("min_leaf").get<arma::uword>();
    const arma::mat x = golden::batch(c.at("x"));
    const arma::vec y = numbers(c.at("y"));
    const GradientBoosted model = gradient_boosting(x, y, options);
    BOOST_TEST(apart(losses_by_rounds(model, options.loss, x, y),
                     numbers(c.at("losses"))) < 1e-10);
    BOOST_TEST(apart(model.predict(golden::batch(c.at("test"))),
                     numbers(c.at("predicted"))) < 1e-9);
    ++checked;
  }
  BOOST_TEST(checked == 2);
}

// The residual is minus the derivative of the loss, by differences.
BOOST_AUTO_TEST_CASE(row_43a_residuals_are_gradients) {
  const arma::vec F{-30, -2, -0.5, 0, 0.7, 3, 40};
  for (const BoostLoss loss : {BoostLoss::squared, BoostLoss::logistic})
    for (const double y : {0.0, 1.0})
      for (const double f : F) {
        const double h = 1e-5;
        const double slope =
            (mean_loss(loss, {y}, {f + h}) - mean_loss(loss, {y}, {f - h})) /
            (2 * h);
        BOOST_TEST(std::abs(residuals(loss, {y}, {f})(0) + slope) <
                   1e-7);  // 800 eps / h
      }
}

// A spy that remembers what it has learned from.
BOOST_AUTO_TEST_CASE(row_43a_out_of_fold_never_saw_the_sample) {
  Samples data{arma::regspace<arma::rowvec>(0, 24), arma::uvec(25), 2};
  arma::vec asked(25, arma::fill::zeros);
  const Learner spy = [&](const Samples& seen) -> Predictor {
    BOOST_TEST(seen.size() == 20u);
    return [&asked, seen](const arma::mat& x) {
      for (double sample : x) {
        BOOST_TEST(arma::accu(seen.x == sample) == 0u);
        asked(arma::uword(sample)) += 1;
      }
      return arma::mat(arma::join_cols(x, x));
    };
  };
  nn::Random random(1);
  const arma::mat predicted = out_of_fold(spy, data, 5, random);
  BOOST_TEST(arma::abs(asked - 1).max() == 0);
  BOOST_TEST(apart(predicted.row(0), data.x) == 0);
}

}  // namespace chapter11
