// Chapter 7: what its text and its program claim, row by row of the notes.
// Row 30 is here; most of rows 31 and 32 is in 07_row_31.hpp, 07_row_32.hpp.
#include <boost/test/unit_test.hpp>

#include "nn/training/gradient_check.hpp"

#include "07_batchnorm_dropout/averaging.hpp"
#include "07_batchnorm_dropout/batch_norm.hpp"
#include "07_batchnorm_dropout/batch_size.hpp"
#include "07_batchnorm_dropout/learner.hpp"
#include "07_batchnorm_dropout/library_batch_norm.hpp"
#include "07_batchnorm_dropout/normalized_training.hpp"
#include "07_batchnorm_dropout/numerical_gradient.hpp"
#include "07_batchnorm_dropout/running.hpp"
#include "07_batchnorm_dropout/running_statistics.hpp"
#include "07_row_31.hpp"
#include "07_row_32.hpp"
#include "07_tools.hpp"
#include "golden.hpp"

// What the page concludes: with a sanitizer, that takes minutes.
#ifndef __SANITIZE_ADDRESS__
#include "07_claims.hpp"
#include "07_claims_bias.hpp"
#include "07_claims_training.hpp"
#endif

using namespace chapter07;

namespace {

double largest(const arma::mat& m) {
  return m.is_finite() ? arma::abs(m).max() : arma::datum::nan;
}

/// Loss of the last epoch and accuracy of a training.
Curve train(Recipe recipe, bool batch_norm, std::size_t samples = 1000) {
  recipe.batch_norm = batch_norm;
  const Data data = test::few(samples);
  return test::alone([&] { return follow(data, recipe, ""); });
}

}  // namespace

// Row 30
BOOST_AUTO_TEST_CASE(row_30_batch_norm_forward_by_hand) {
  // Mean 3, deviations -2 -1 0 3, variance 14/4; then times 2, plus 5.
  const Normalized n = batch_norm({{1, 2, 3, 6}}, {2}, {5});
  BOOST_TEST(n.mean(0) == 3);
  BOOST_TEST(n.variance(0) == 3.5);
  const double deviation = std::sqrt(3.5 + 1e-5);
  const arma::rowvec hand{5 - 4 / deviation, 5 - 2 / deviation, 5,
                          5 + 6 / deviation};
  BOOST_TEST(largest(n.y - hand) < 1e-14);  // rounding only
  BOOST_TEST(largest(batch_norm_of_feature({1, 2, 3, 6}, 2, 5, 1e-5) - hand) <
             1e-14);
}

// Row 30
BOOST_AUTO_TEST_CASE(row_30_normalized_features_have_mean_0_and_variance_1) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Example e = random_example(6, 20, seed);
    const Normalized n = batch_norm(e.x, e.gamma, e.beta, 0);
    BOOST_TEST(largest(arma::mean(n.x_hat, 1)) < 1e-14);
    BOOST_TEST(largest(arma::var(n.x_hat, 1, 1) - 1) < 1e-13);
    BOOST_TEST(largest(arma::mean(n.y, 1) - e.beta) < 1e-13);
    BOOST_TEST(largest(arma::stddev(n.y, 1, 1) - arma::abs(e.gamma)) < 1e-13);
  }
}

// Row 30
BOOST_AUTO_TEST_CASE(row_30_forward_backward_and_running_are_pytorchs) {
  const auto recorded = golden::load("batch_norm")[0];
  BOOST_REQUIRE(recorded["name"] == "1d");
  const arma::vec gamma = golden::batch(recorded["weight"]);
  const arma::vec beta = golden::batch(recorded["bias"]);
  Running running(gamma.n_elem);
  for (const char* pass : {"train_1", "train_2"}) {
    const auto& p = recorded[pass];
    const Normalized n = batch_norm(golden::batch(p["x"]), gamma, beta);
    const BatchNormGradient g =
        batch_norm_gradient(n, gamma, golden::batch(p["dy"]));
    running.see(n);
    // PyTorch computed in double; the orders of the sums differ.
    BOOST_TEST(golden::distance(n.y, golden::batch(p["y"])) < 1e-12);
    BOOST_TEST(golden::distance(g.dx, golden::batch(p["dx"])) < 1e-12);
    BOOST_TEST(golden::distance<double>(g.dgamma, golden::batch(p["dweight"])) <
               1e-12);
    BOOST_TEST(golden::distance<double>(g.dbeta, golden::batch(p["dbias"])) <
               1e-12);
    BOOST_TEST(golden::distance<double>(
                   running.mean, golden::batch(p["running_mean"])) < 1e-12);
    BOOST_TEST(golden::distance<double>(
                   running.variance, golden::batch(p["running_var"])) < 1e-12);
  }
}

// Row 30
BOOST_AUTO_TEST_CASE(row_30_backward_passes_the_numerical_gradient_check) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Example e = random_example(5, 12, seed);
    const Normalized n = batch_norm(e.x, e.gamma, e.beta);
    const arma::mat numerical = numerical_dx(e);
    const arma::mat dx = batch_norm_gradient(n, e.gamma, e.dy).dx;
    // Central differences with h = 1e-5 are good for about 1e-10.
    BOOST_TEST(distance(dx, numerical) < 1e-8);
    // Treating mean and variance as constants: every check notices.
    const arma::mat wrong = forgetful_gradient(n, e.gamma, e.dy).dx;
    BOOST_TEST(distance(wrong, numerical) > 0.05);
    // y does not change when all x of a feature move, or stretch, together.
    BOOST_TEST(largest(arma::sum(dx, 1)) < 1e-12);
    BOOST_TEST(largest(arma::sum(dx % n.x_hat, 1)) < 1e-3);  // by epsilon
    BOOST_TEST(largest(arma::sum(wrong, 1)) > 0.1);
  }
}

// Row 30
BOOST_AUTO_TEST_CASE(row_30_the_librarys_layer_agrees) {
  for (arma::uword features : {1, 3, 8})
    for (arma::uword samples : {2, 5, 64}) {
      const Example e = random_example(features, samples, features + samples);
      const Agreement a = compare_with_library(e);
      // The same formula, rearranged; dx is divided by small deviations when
      // there are two samples only.
      BOOST_TEST(a.y < 1e-12);
      BOOST_TEST(a.dx < 1e-10);
      BOOST_TEST(a.parameters < 1e-12);
      // With two samples x^ is +-1 and dx nearly 0: nothing to compare with.
      if (samples > 2)
        BOOST_TEST(
            nn::check_gradients(*library_batch_norm(e.gamma, e.beta), e.x)
                .passes());
    }
}

// Row 30
BOOST_AUTO_TEST_CASE(row_30_the_scale_of_the_weights_does_not_matter) {
  for (double factor : {0.5, 10.0, 100.0}) {
    const Rescaled r = rescale_weights(factor, 1);
    BOOST_TEST(r.output_change < 1e-4);  // epsilon next to a variance near 1
    BOOST_TEST(std::abs(r.gradient_ratio * factor - 1) < 1e-4);
    BOOST_TEST(r.bias_gradient < 1e-12);  // a common shift is removed
  }
}

// Row 30
BOOST_AUTO_TEST_CASE(row_30_running_statistics_approach_the_true_ones) {
  const auto rows = follow_running(1, {1, 10, 50, 500});
  BOOST_REQUIRE(rows.size() == 4u);
  for (const RunningRow& r : rows) {
    BOOST_TEST(r.distance < 1e-12);  // from the library's
    // Batches of 32 with deviation 2, averaged with weights 0.1 0.9^k: a
    // deviation of 2 / sqrt(32) sqrt(0.1 / 1.9) = 0.08 in the mean.
    const double arrived = 1 - std::pow(0.9, r.batches);
    BOOST_TEST(std::abs(r.mean - 3 * arrived) < 5 * 0.082);
    // The variance of a sample variance is 2 sigma^4 / 31.
    BOOST_TEST(std::abs(r.variance - (1 - arrived) - 4 * arrived) < 5 * 0.234);
  }
}

// Row 30
BOOST_AUTO_TEST_CASE(row_30_evaluation_does_not_depend_on_company) {
  const Company c = in_company(5, 1);
  // The running mean moves a little with each of the three batches.
  BOOST_TEST(std::abs(c.evaluation[0] - c.evaluation[2]) < 0.2);
  BOOST_TEST(std::abs(c.training[0] - c.training[1]) > 0.02);
  BOOST_TEST(std::abs(c.evaluation[0] - 1) < 0.3);  // (5 - 3) / 2
  // One library pass, the same sample beside two different ones.
  const auto model = library_batch_norm({1}, {0});
  const double beside_0 = model->forward({{5.0, 0.0}}, nn::Mode::evaluate)(0);
  const double beside_9 = model->forward({{5.0, 9.0}}, nn::Mode::evaluate)(0);
  BOOST_TEST(beside_0 == beside_9);
}

// Row 30
BOOST_AUTO_TEST_CASE(row_30_a_batch_of_one_is_all_shift_and_learns_nothing) {
  for (double value : {-100.0, 0.0, 5.0}) {
    const arma::mat x(1, 1, arma::fill::value(value));
    const Normalized n = batch_norm(x, {2}, {7});
    const BatchNormGradient gradient =
        batch_norm_gradient(n, {2}, arma::ones(1, 1));
    BOOST_TEST(n.y(0) == 7);
    BOOST_TEST(gradient.dx(0) == 0);
    BOOST_TEST(gradient.dgamma(0) == 0);  // x^ is 0
    BOOST_TEST(gradient.dbeta(0) == 1);
    const auto model = library_batch_norm({2}, {7});
    BOOST_CHECK_THROW(model->forward(x, nn::Mode::train), nn::ShapeError);
    BOOST_TEST(std::isfinite(model->forward(x, nn::Mode::evaluate)(0)));
  }
  BOOST_TEST(in_company(5, 1).alone_training == 0);
  BOOST_TEST(in_company(5, 1).alone_gradient == 0);
}

// Row 30
BOOST_AUTO_TEST_CASE(row_30_with_batch_norm_ten_times_the_rate_still_learns) {
  const Recipe slow{.learning_rate = 0.1, .epochs = 6};
  Recipe fast = slow;
  fast.learning_rate = 1;
  const Curve plain = train(slow, false), normalized = train(slow, true);
  BOOST_TEST(normalized.loss.back() < plain.loss.back());
  BOOST_TEST(train(fast, true).accuracy.back() > 0.7);
  BOOST_TEST(!(train(fast, false).accuracy.back() > 0.3));
}

// Row 30
BOOST_AUTO_TEST_CASE(row_30_batch_norm_forgives_bad_starts) {
  Recipe recipe{.epochs = 6};
  for (double deviation : {0.01, 1.0}) {
    recipe.weights = nn::normal(deviation);
    const Curve plain = train(recipe, false), normalized = train(recipe, true);
    BOOST_TEST(normalized.accuracy.back() > 0.45);  // 0.1 is chance
    BOOST_TEST(!(plain.accuracy.back() > 0.3));
  }
}

// Row 30
BOOST_AUTO_TEST_CASE(row_30_inside_all_layers_keep_their_spread) {
  Recipe recipe{.weights = nn::normal(0.05)};
  const Inside plain =
      test::alone([&] { return look_inside(test::fashion(), recipe, 3); });
  recipe.batch_norm = true;
  const Inside normalized =
      test::alone([&] { return look_inside(test::fashion(), recipe, 3); });
  // Each ReLU layer of 100 units passes on 0.05 sqrt(100 / 2) = 0.35 of the
  // spread: 0.044 over three layers. The moments of the ReLU of a normal number
  // are known: mean 1/sqrt(2 pi) = 0.399, deviation sqrt(1/2 - 1/(2 pi)) =
  // 0.584; real pixels are not quite normal.
  BOOST_TEST(plain.deviation(0, 3) / plain.deviation(0, 0) < 0.1);
  for (arma::uword layer = 0; layer < 4; ++layer) {
    BOOST_TEST(std::abs(normalized.mean(0, layer) - 0.399) < 0.05);
    BOOST_TEST(std::abs(normalized.deviation(0, layer) - 0.584) < 0.05);
  }
}

// Row 30
BOOST_AUTO_TEST_CASE(row_30_noise_of_a_batchs_mean_is_1_over_root_n) {
  for (std::size_t n : {2u, 8u, 32u, 128u}) {
    const double noise = noise_of_mean(test::fashion().train.x, n, 1);
    // 200 batches of several hundred correlated pixels: about 3 %.
    BOOST_TEST(std::abs(noise * std::sqrt(double(n)) - 1) < 0.15);
  }
}

// Row 30
BOOST_AUTO_TEST_CASE(row_30_batches_of_two_are_unstable_larger_ones_are_not) {
  const Recipe recipe{
      .hidden = {64, 64}, .learning_rate = 0.3 / 128, .epochs = 3};
  const auto sizes = sweep_batch_sizes(test::fashion(), recipe, {2, 32}, 2);
  BOOST_REQUIRE(sizes.size() == 2u);
  BOOST_TEST(sizes[0].normalized.mean < sizes[1].normalized.mean - 0.05);
  BOOST_TEST(sizes[0].normalized.mean < sizes[0].plain.mean);
  BOOST_TEST(std::abs(sizes[0].plain.mean - sizes[1].plain.mean) < 0.05);
}

// Row 30
BOOST_AUTO_TEST_CASE(row_30_the_mean_of_weights_needs_the_mean_of_statistics) {
  const Recipe recipe{.batch_norm = true, .learning_rate = 1, .epochs = 10};
  const Averaged a = test::alone([&] {
    return train_and_average(test::fashion().train, test::fashion().test,
                             recipe, 0.98);
  });
  BOOST_TEST(a.average.loss < a.last.loss);
  // 0.557 against 0.618; from other seeds the distance is 0.026 or more.
  BOOST_TEST(a.average.loss < a.half_average.loss - 0.01);
}

// Row 31
BOOST_AUTO_TEST_CASE(row_31_a_wide_network_learns_300_images_by_heart) {
  const Data data = test::few(300);
  const Watched run = test::alone([&] {
    return watch(data.train, data.validation, data.test, test::wide());
  });
  BOOST_TEST(run.train.back().accuracy == 1);
  BOOST_TEST(run.test.back().accuracy < 0.85);
  BOOST_TEST(run.test.back().accuracy > 0.65);
  BOOST_TEST(run.train.back().loss < 0.05);
  BOOST_TEST(run.test.back().loss > 10 * run.train.back().loss);
}

// Row 32
BOOST_AUTO_TEST_CASE(row_32_the_search_finds_the_good_rate_and_sorts) {
  const Recipe recipe{
      .hidden = {32}, .momentum = 0.9, .batch_size = 50, .epochs = 5};
  const Data data = test::few(500);
  const std::vector<Trial> trials = {
      {1e-5, 0, 0}, {0.03, 1e-4, 0}, {0.03, 3, 0}};
  const auto found = search(trials, data.train, data.validation, recipe);
  BOOST_TEST(found[0].learning_rate == 0.03);
  BOOST_TEST(found[0].weight_decay == 1e-4);
  BOOST_TEST(found[0].accuracy > 0.65);
  BOOST_TEST(found[1].accuracy >= found[2].accuracy);
  BOOST_TEST(found[1].accuracy < found[0].accuracy - 0.1);
}
