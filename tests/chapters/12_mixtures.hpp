/// Gaussian mixtures by EM, and k-means as their limit.
#pragma once

#include <numbers>

#include "nn/core/error.hpp"

#include "12_tools.hpp"
#include "12_unsupervised/mixture.hpp"
#include "12_unsupervised/mixture_trials.hpp"
#include "12_unsupervised/soft_kmeans.hpp"
#include "12_unsupervised/starts.hpp"

namespace chapter12 {

/// Weights, means and covariances of k random components.
inline Mixture random_mixture(arma::uword features, arma::uword k,
                              std::uint64_t seed) {
  Mixture m{arma::abs(random_matrix(k, 1, seed)) + 0.1,
            random_matrix(features, k, seed + 100),
            arma::cube(features, features, k)};
  m.weights /= arma::accu(m.weights);
  for (arma::uword i = 0; i < k; ++i) {
    const arma::mat a = random_matrix(features, features, seed + 200 + i);
    m.covariances.slice(i) = a * a.t() + 0.5 * arma::eye(features, features);
  }
  return m;
}

// Row 43b: the density by determinant and inverse, as the formula has it.
BOOST_AUTO_TEST_CASE(row_43b_the_density_of_a_mixture_by_its_formula) {
  const Mixture m = random_mixture(3, 2, 1);
  const arma::mat x = random_matrix(3, 6, 7);
  const Expectation e = expectation(m, x);
  double log_likelihood = 0;
  for (arma::uword i = 0; i < 6; ++i) {
    arma::vec joint(2);
    for (arma::uword k = 0; k < 2; ++k) {
      const arma::mat c = m.covariances.slice(k);
      const arma::vec away = x.col(i) - m.means.col(k);
      joint(k) =
          m.weights(k) *
          std::exp(-arma::as_scalar(away.t() * arma::inv(c) * away) / 2) /
          std::sqrt(std::pow(2 * std::numbers::pi, 3) * arma::det(c));
    }
    log_likelihood += std::log(arma::accu(joint)) / 6;
    BOOST_TEST(distance(e.responsibilities.col(i), joint / arma::accu(joint)) <
               1e-12);
  }
  BOOST_TEST(e.log_likelihood == log_likelihood, tt::tolerance(1e-12));
}

// Row 43b: far from all means, where every density underflows.
BOOST_AUTO_TEST_CASE(responsibilities_survive_points_that_are_far_away) {
  const Mixture m = random_mixture(2, 3, 2);
  const arma::mat x{{1e4, -3e5}, {2e4, 5e4}};
  const Expectation e = expectation(m, x);
  BOOST_TEST(e.responsibilities.is_finite());
  BOOST_TEST(distance(arma::sum(e.responsibilities, 0), arma::rowvec{1, 1}) <
             1e-12);
  BOOST_TEST(std::isfinite(e.log_likelihood));
}

// Row 43b: the maximization is a maximum. Small changes of the parameters lower
// the expected log-likelihood for fixed responsibilities.
BOOST_AUTO_TEST_CASE(row_43b_maximization_is_a_maximum) {
  const arma::mat x = random_matrix(2, 40, 3);
  const arma::mat r = expectation(random_mixture(2, 3, 4), x).responsibilities;
  const auto expected = [&](const Mixture& m) {
    return arma::accu(r % log_joint(m, x));
  };
  const Mixture best = maximization(x, r, 0);
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    Mixture other = best;
    other.means += 0.01 * random_matrix(2, 3, seed);
    BOOST_TEST(expected(other) < expected(best));
    other = best;
    other.weights %= arma::exp(0.05 * random_matrix(3, 1, seed));
    other.weights /= arma::accu(other.weights);
    BOOST_TEST(expected(other) < expected(best));
    other = best;
    for (arma::uword k = 0; k < 3; ++k) {
      const arma::mat a = 0.02 * random_matrix(2, 2, seed + k);
      other.covariances.slice(k) += a * a.t() + 1e-4 * arma::eye(2, 2);
    }
    BOOST_TEST(expected(other) < expected(best));
  }
}

// Row 43b
BOOST_AUTO_TEST_CASE(row_43b_em_gives_what_scikit_learn_gives) {
  for (const auto& c : golden::load("unsupervised_mixtures")) {
    const arma::mat x = golden::batch(c.at("x"));
    Mixture start{golden::batch(c.at("start_weights")),
                  golden::batch(c.at("start_means")), arma::cube(2, 2, 3)};
    start.covariances.each_slice() = golden::batch(c.at("start_covariance"));
    const int steps = c.at("steps");
    const Fit fit = em(x, start, -1, steps);
    BOOST_TEST(fit.way.size() == std::size_t(steps) + 1);
    // scikit-learn inverts the start's covariance, we do not.
    BOOST_TEST(golden::distance(fit.mixture.weights,
                                golden::batch(c.at("weights"))) < 1e-9);
    BOOST_TEST(golden::distance(fit.mixture.means,
                                golden::batch(c.at("means"))) < 1e-9);
    const auto covariances =
        c.at("covariances").at("values").get<std::vector<double>>();
    BOOST_TEST(
        golden::distance(arma::mat(arma::vectorise(fit.mixture.covariances)),
                         arma::mat(arma::vec(covariances))) < 1e-9);
    BOOST_TEST(
        fit.log_likelihood.back() == c.at("log_likelihood").get<double>(),
        tt::tolerance(1e-9));
    BOOST_TEST(golden::distance(expectation(fit.mixture, x).responsibilities,
                                golden::batch(c.at("responsibilities"))) <
               1e-9);
  }
}

// Row 43b: without a floor, no step lowers the log-likelihood.
BOOST_AUTO_TEST_CASE(the_log_likelihood_never_falls) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Points points = long_groups(60, seed);
    for (const arma::uvec& at : {arma::uvec{0, 40, 120}, {1, 2, 3}, {5, 70}}) {
      const Fit fit =
          em(points.x, mixture_around(points.x, points.x.cols(at)), 0, 60, 0);
      BOOST_TEST(fit.log_likelihood.size() > 3u);
      for (std::size_t i = 1; i < fit.log_likelihood.size(); ++i)
        BOOST_TEST(fit.log_likelihood[i] >= fit.log_likelihood[i - 1] - 1e-12);
    }
  }
}

// Round clusters cannot follow long groups; ellipses can.
BOOST_AUTO_TEST_CASE(a_mixture_follows_long_groups_and_kmeans_cuts_them) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const InTwoWays both = in_two_ways(long_groups(80, seed), seed);
    BOOST_TEST(both.mixture_agrees > 0.9);
    BOOST_TEST(both.centers_agree < 0.8);
  }
}

// As covariances shrink, responsibilities become 0 or 1, and the centers those
// of k-means.
BOOST_AUTO_TEST_CASE(kmeans_is_the_limit_of_small_covariances) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const Points points = four_groups(50, seed);
    nn::Random random(seed);
    const arma::mat start = spread_start(points.x, 4, random);
    const Limit wide = limit_at(points.x, start, 4);
    const Limit narrow = limit_at(points.x, start, 1e-4);
    BOOST_TEST(wide.certain < 0.5);
    BOOST_TEST(narrow.certain > 0.99);
    BOOST_TEST(wide.distance > 0.1);
    BOOST_TEST(narrow.distance < 0.02);
  }
}

BOOST_AUTO_TEST_CASE(a_covariance_of_nothing_is_an_error) {
  Mixture m = random_mixture(2, 2, 5);
  m.covariances.slice(1).zeros();
  BOOST_CHECK_THROW(expectation(m, random_matrix(2, 3, 1)), nn::DataError);
  // Three equal points: the floor keeps their variance above 0.
  const arma::mat x(2, 3, arma::fill::ones);
  const Mixture fit = maximization(x, arma::mat(1, 3, arma::fill::ones), 1e-6);
  BOOST_TEST(fit.covariances(0, 0, 0) == 1e-6, tt::tolerance(1e-9));
  BOOST_TEST(fit.covariances(0, 1, 0) == 0);
}

}  // namespace chapter12
