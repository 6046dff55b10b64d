/// Row 31: overfitting, weight decay, fewer features, dropout.
#pragma once

#include <boost/test/unit_test.hpp>

#include "07_batchnorm_dropout/data.hpp"
#include "07_batchnorm_dropout/dropout.hpp"
#include "07_batchnorm_dropout/ensemble.hpp"
#include "07_batchnorm_dropout/learner.hpp"
#include "07_batchnorm_dropout/overfitting.hpp"
#include "07_batchnorm_dropout/remedies.hpp"
#include "07_batchnorm_dropout/two_by_two.hpp"
#include "07_tools.hpp"

using namespace chapter07;

// Row 31
BOOST_AUTO_TEST_CASE(row_31_even_300_random_labels) {
  const Data data = test::few(300);
  const Samples nonsense = with_random_labels(data.train, 1, 1);
  const Watched run = test::alone([&] {
    return watch(nonsense, data.validation, data.test, test::wide());
  });
  BOOST_TEST(run.train.back().accuracy > 0.98);
  // Chance is 0.1 on 1000 images, +- 0.01; the errors are correlated.
  BOOST_TEST(run.test.back().accuracy < 0.2);
}

// Row 31
BOOST_AUTO_TEST_CASE(row_31_each_remedy_narrows_the_gap) {
  const auto all = remedies(test::fashion(), 100, test::wide());
  const auto outcomes = compare(all, 2);
  BOOST_REQUIRE(outcomes.size() == 7u);
  const auto gap = [](const Outcome& o) { return o.train.mean - o.test.mean; };
  BOOST_TEST(gap(outcomes[0]) > 0.15);
  // By accuracy, only those that hold training back are sure to narrow it; by
  // loss, all do.
  for (std::size_t i = 1; i < outcomes.size(); ++i)
    BOOST_TEST(outcomes[i].test_loss.mean < outcomes[0].test_loss.mean,
               outcomes[i].name);
  BOOST_TEST(gap(outcomes.back()) < gap(outcomes[0]) - 0.03);
  BOOST_TEST(outcomes.back().test.mean > outcomes[0].test.mean + 0.03);
  BOOST_TEST(outcomes[3].features == 20u);
  BOOST_TEST(outcomes[4].features == 49u);
}

// Row 31
BOOST_AUTO_TEST_CASE(row_31_weight_decay_keeps_the_weights_small) {
  Recipe recipe = test::wide();
  recipe.epochs = 20;
  const Data data = test::few(300);
  const auto norm = [&](double decay) {
    recipe.weight_decay = decay;
    return test::alone([&] {
      Learner learner(data.train, recipe);
      for (int epoch = 0; epoch < recipe.epochs; ++epoch)
        learner.epoch();
      return double(arma::norm(learner.net().parameters()));
    });
  };
  const double none = norm(0), some = norm(0.01), much = norm(0.1);
  BOOST_TEST(some < none);
  BOOST_TEST(much < 0.8 * none);
}

// Row 31
BOOST_AUTO_TEST_CASE(row_31_early_stopping_takes_the_lowest_validation_loss) {
  Watched w;
  for (double loss : {1.0, 0.7, 0.6, 0.65, 0.9})
    w.validation.push_back({loss, 0});
  BOOST_TEST(w.best() == 2u);
}

// Row 31
BOOST_AUTO_TEST_CASE(row_31_pooled_pixels_are_means_of_squares) {
  Samples one{arma::fmat(784, 1), {3}};
  for (arma::uword p = 0; p < 784; ++p)  // row * 1000 + column
    one.x(p) = float(p / 28 * 1000 + p % 28);
  const Samples small = pooled(one);
  BOOST_REQUIRE(small.x.n_rows == 49u);
  for (arma::uword p = 0; p < 49; ++p)  // the middle of each square
    BOOST_TEST(std::abs(small.x(p) - float((double(p / 7 * 4) + 1.5) * 1000 +
                                           double(p % 7 * 4) + 1.5)) < 0.01);
  BOOST_TEST(small.labels[0] == 3);
}

// Row 31
BOOST_AUTO_TEST_CASE(row_31_principal_components_are_uncorrelated) {
  const arma::fmat& x = test::fashion().train.x;
  const PrincipalComponents pca(x, 30);
  const arma::mat basis = arma::conv_to<arma::mat>::from(pca.basis);
  BOOST_TEST(arma::abs(basis.t() * basis - arma::eye(30, 30)).max() < 1e-4);
  const arma::mat z =
      arma::conv_to<arma::mat>::from(pca.project(test::fashion().train).x);
  const arma::mat covariance = arma::cov(z.t(), 1);
  const arma::vec variance = covariance.diag();
  // In float, beside a largest variance of about 9.
  BOOST_TEST(arma::abs(covariance - arma::diagmat(variance)).max() < 1e-3);
  for (arma::uword i = 1; i < 30; ++i)
    BOOST_TEST(variance(i) <= variance(i - 1));
  BOOST_TEST(std::abs(arma::mean(variance) - 1) < 1e-3);
  BOOST_TEST(arma::abs(arma::mean(z, 1)).max() < 1e-3);
}

// Row 31
BOOST_AUTO_TEST_CASE(row_31_dropout_by_hand_is_the_librarys_mask) {
  nn::Random random(2);
  arma::mat x(13, 9);
  x.imbue([&] { return random.normal(); });
  for (double p : {0.0, 0.1, 0.5, 0.9})
    for (std::uint64_t seed : {1ull, 77ull, 1ull << 40})
      BOOST_TEST(distance_from_library(x, p, seed, 5) == 0);
  const DropoutPlace place{1, 0, 1};
  const auto differs = [&](const DropoutPlace& other) -> double {
    return double(arma::accu(dropout_mask(100, 10, 0.5, place) !=
                             dropout_mask(100, 10, 0.5, other)));
  };
  BOOST_TEST(differs({1, 0, 1}) == 0);
  // Another step, layer or seed: half of 1000 differ, +- 16.
  for (const DropoutPlace& other :
       {DropoutPlace{1, 0, 2}, {1, 1, 1}, {2, 0, 1}})
    BOOST_TEST(std::abs(differs(other) - 500) < 80);
}

// Row 31
BOOST_AUTO_TEST_CASE(row_31_dropout_keeps_the_expectation) {
  for (double p : {0.1, 0.5, 0.8})
    for (std::uint32_t step = 1; step <= 5; ++step) {
      const arma::mat mask = dropout_mask(500, 400, p, {1, 0, step});
      const double n = double(mask.n_elem);
      const double dropped = double(arma::accu(mask == 0));
      // Five standard errors of a binomial count.
      BOOST_TEST(std::abs(dropped - n * p) < 5 * std::sqrt(n * p * (1 - p)));
      BOOST_TEST(std::abs(arma::mean(arma::vectorise(mask)) - 1) <
                 5 * std::sqrt(p / (1 - p) / n));
      BOOST_TEST(mask.max() == 1 / (1 - p));
    }
}

// Row 31
BOOST_AUTO_TEST_CASE(row_31_dropout_off_is_the_geometric_mean_of_all_masks) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    nn::Random random(seed);
    const auto normal = [&] { return random.normal(); };
    SoftmaxNeuron net{arma::mat(3, 8), arma::vec(3)};
    arma::vec x(8);
    net.W.imbue(normal);
    net.b.imbue(normal);
    x.imbue(normal);
    for (double p : {0.3, 0.5}) {
      const AllMasks all = average_of_all_masks(net, x, p);
      // Exact for softmax(W x + b): the logits' mean is the mean's logits.
      BOOST_TEST(arma::abs(all.geometric - net(x)).max() < 1e-12);
      BOOST_TEST(std::abs(arma::accu(all.arithmetic) - 1) < 1e-12);
      BOOST_TEST(arma::abs(all.arithmetic - net(x)).max() > 1e-3);
    }
  }
}

// Row 31
BOOST_AUTO_TEST_CASE(row_31_the_mean_of_many_networks_beats_one_of_them) {
  Recipe recipe = test::wide();
  recipe.dropout = 0.5;
  recipe.epochs = 20;
  const Data data = test::few(300);
  Score off;
  const auto ensembles = test::alone([&] {
    Learner learner(data.train, recipe);
    for (int epoch = 0; epoch < recipe.epochs; ++epoch)
      learner.epoch();
    off = learner.score(data.test);
    return average_of_networks(learner.net(), data.test, {1, 4, 16});
  });
  BOOST_REQUIRE(ensembles.size() == 3u);
  BOOST_TEST(ensembles[1].score.loss < ensembles[0].score.loss);
  BOOST_TEST(ensembles[2].score.loss < ensembles[1].score.loss);
  BOOST_TEST(std::abs(ensembles[2].score.accuracy - off.accuracy) < 0.03);
}

// Row 31
BOOST_AUTO_TEST_CASE(row_31_errata_12_batch_norm_and_dropout_are_measured) {
  Recipe recipe = test::wide();
  recipe.hidden = {64, 64};
  recipe.epochs = 10;
  const TwoByTwo t = batch_norm_and_dropout(test::few(200), recipe, 2);
  for (bool batch_norm : {false, true}) {
    for (const auto& values : t.accuracy[batch_norm]) {
      BOOST_REQUIRE(values.size() == 2u);
      for (double accuracy : values)
        BOOST_TEST((accuracy > 0.5 && accuracy < 0.9));
    }
    const auto gain = t.gain(batch_norm);
    BOOST_TEST(gain[1] ==
               t.accuracy[batch_norm][1][1] - t.accuracy[batch_norm][0][1]);
  }
  BOOST_TEST(t.lessened()[1] == t.gain(false)[1] - t.gain(true)[1]);
  // All four are different trainings.
  BOOST_TEST(t.accuracy[0][0] != t.accuracy[0][1]);
  BOOST_TEST(t.accuracy[0][0] != t.accuracy[1][0]);
  BOOST_TEST(t.accuracy[0][1] != t.accuracy[1][1]);
}
