/// Chapter 7: what its sentences about bias and variance conclude.
#pragma once

#include <boost/test/unit_test.hpp>

#include "07_batchnorm_dropout/bias_variance.hpp"

using namespace chapter07;

// (7.9): without noise in the targets, the two parts are all there is.
BOOST_AUTO_TEST_CASE(claim_the_error_is_bias_variance_and_noise) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed)
    for (int degree : {0, 1, 4, 9}) {
      const arma::vec x = arma::linspace(-1, 1, 101), curve = true_curve(x);
      const arma::mat fits = fitted(draw_sets(15, 300, seed), degree, x);
      const Decomposition d = decompose(fits, curve);
      const double error =
          arma::mean(arma::vectorise(arma::square(fits.each_col() - curve)));
      BOOST_TEST(std::abs(d.bias_squared + d.variance - error) < 1e-12);
      // Noisy targets add the variance of the noise, 0.09: the mean of 30,300
      // squares, +- 0.001 and, where fits are wild, a little more.
      const Decomposition noisy = measure_degree(degree, 15, 300, seed);
      BOOST_TEST(std::abs(noisy.test - error - 0.09) < 0.006);
    }
}

// Theory: a fit with k weights to n points takes k / n of the noise in, so it
// varies by that much at the points, and the training error lacks it.
BOOST_AUTO_TEST_CASE(claim_the_training_error_falls_by_what_the_fit_took_in) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed)
    for (int degree : {6, 9, 11}) {  // no bias to speak of
      const TrainingSets sets = draw_sets(15, 2000, seed);
      const double taken = (degree + 1) / 15.0;
      const Decomposition at_points =
          decompose(fitted(sets, degree, sets.x), true_curve(sets.x));
      // 2000 sets: 0.09 times about sqrt(2 / (k 2000)), at most 0.002.
      BOOST_TEST(std::abs(at_points.variance - 0.09 * taken) < 0.004);
      const double train = measure_degree(degree, 15, 2000, seed).train;
      BOOST_TEST(std::abs(train - 0.09 * (1 - taken)) < 0.004);
    }
}

BOOST_AUTO_TEST_CASE(claim_simple_models_have_bias_and_rich_ones_variance) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const auto degree = [&](int d, arma::uword points = 15) {
      return measure_degree(d, points, 1000, seed);
    };
    const Decomposition simple = degree(1), right = degree(4),
                        rich = degree(11);
    // Underfitting: bad on its own points already, and by bias.
    BOOST_TEST(simple.train > 2 * right.train);
    BOOST_TEST(simple.bias_squared > 5 * simple.variance);
    // Overfitting: best on its own points, worse on others, and by variance.
    BOOST_TEST(rich.train < 0.5 * right.train);
    BOOST_TEST(rich.test > 1.8 * right.test);
    BOOST_TEST(rich.variance > 5 * rich.bias_squared);
    // Ten times the points: less variance, the same bias.
    BOOST_TEST(degree(11, 150).variance < 0.2 * rich.variance);
    BOOST_TEST(degree(1, 150).variance < 0.2 * simple.variance);
    BOOST_TEST(degree(1, 150).bias_squared > 0.8 * simple.bias_squared);
  }
}
