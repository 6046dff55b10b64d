/// What the text of chapter 2 concludes from its linear models on images,
/// restated: on other images, and with each preparation at its own best rate.
#pragma once

#include "02_normalization/leak.hpp"
#include "02_normalization/library.hpp"
#include "02_normalization/scaling.hpp"
#include "02_normalization/whitening.hpp"
#include "02_tools.hpp"

namespace chapter02 {

/// Every second pixel in both directions: a quarter of the features.
inline arma::mat thinned(const arma::mat& x) {
  std::vector<arma::uword> kept;
  for (arma::uword i = 0; i < 784; ++i)
    if (i % 28 % 2 == 0 && i / 28 % 2 == 0) kept.push_back(i);
  return x.rows(arma::uvec(kept));
}

/// The loss after `steps` steps at `part` of the rate 1 / largest curvature.
/// The covariances are computed once, so a step does not see the samples.
inline double loss_of(const arma::mat& x, const arma::mat& targets, double part,
                      int steps = 100) {
  const arma::mat inputs = with_ones(x);
  const double n = double(x.n_cols);
  const arma::mat curvature = inputs * inputs.t() / n;
  const arma::mat right = targets * inputs.t() / n;
  const double rate = part / arma::eig_sym(curvature).max();
  arma::mat W(targets.n_rows, inputs.n_rows, arma::fill::zeros);
  for (int step = 0; step < steps; ++step)
    W += rate * (right - W * curvature);
  return arma::accu(arma::square(W * inputs - targets)) / n / 2;
}

/// The same at the best of three rates up to the limit of 2.
inline double best_loss_of(const arma::mat& x, const arma::mat& targets,
                           int steps = 100) {
  double best = arma::datum::inf;
  for (double part : {1.0, 1.5, 1.9})
    best = std::min(best, loss_of(x, targets, part, steps));
  return best;
}

BOOST_AUTO_TEST_CASE(claim_centering_gains_most_and_dividing_by_255_nothing,
                     *boost::unit_test::precondition(fashion_is_here)) {
  for (std::size_t first : {0u, 2000u, 4000u}) {
    const Images images = images_of(fashion().train, first, 500);
    const arma::mat bytes = thinned(images.x), unit = bytes / 255;
    const arma::mat& t = images.targets;
    const double mean = arma::mean(arma::vectorise(unit));
    const Scaling each = z_score(unit);
    arma::mat spread_only = unit;
    spread_only.each_col() /= each.scale;
    const double of_bytes = best_loss_of(bytes, t),
                 of_unit = best_loss_of(unit, t);
    BOOST_TEST(of_unit > 0.95 * of_bytes);
    // Each step alone, from [0, 1]: scaling each pixel, subtracting one mean.
    const double scaled = best_loss_of(spread_only, t);
    const double shifted = best_loss_of(unit - mean, t);
    BOOST_TEST(of_unit - shifted > 3 * (of_unit - scaled));
    BOOST_TEST(shifted < 0.92 * of_unit);
    // The rate grows by the square of 255, but for the bias, which remains.
    const double ratio = largest_curvature(with_ones(bytes)) /
                         largest_curvature(with_ones(unit));
    BOOST_TEST(std::abs(ratio / (255. * 255) - 1) < 0.05);
  }
}

BOOST_AUTO_TEST_CASE(claim_the_common_direction_is_by_far_the_steepest,
                     *boost::unit_test::precondition(fashion_is_here)) {
  for (std::size_t first : {0u, 2000u, 4000u}) {
    const arma::mat x = images_of(fashion().train, first, 500).x / 255;
    const arma::mat raw = thinned(x), without = centered(raw)(raw);
    arma::vec c;
    arma::mat axes;
    arma::eig_sym(c, axes, arma::mat(raw * raw.t() / 500.));
    const arma::uword last = c.n_elem - 1;
    BOOST_TEST(c(last) > 4 * c(last - 1));
    // It is the direction of the mean image.
    const arma::vec mean = arma::mean(raw, 1);
    BOOST_TEST(std::abs(arma::dot(axes.col(last), arma::normalise(mean))) >
               0.95);
    BOOST_TEST(largest_curvature(without) < 0.4 * c(last));
  }
}

BOOST_AUTO_TEST_CASE(claim_whitening_changes_the_way_and_not_the_end,
                     *boost::unit_test::precondition(fashion_is_here)) {
  const Images images = images_of(fashion().train, 0, 300);
  const Components c = components_of(images.x).first(20);
  arma::mat turned = images.x;
  turned.each_col() -= c.mean;
  turned = c.directions.t() * turned / 255;
  const arma::mat white = pca_whitened(c, images.x);
  const arma::mat W = trained_by_hand(white, images.targets, 1, 1);
  const arma::mat inputs = with_ones(turned);
  const arma::mat best = arma::solve(inputs.t(), images.targets.t()).t();
  // The same components, not whitened: many steps to the same answers.
  BOOST_TEST(largest_difference(W * with_ones(white), best * inputs) < 1e-9);
  const double least = loss_of(white, images.targets, 1, 1);
  BOOST_TEST(best_loss_of(turned, images.targets, 10) > 1.05 * least);
  BOOST_TEST(best_loss_of(turned, images.targets, 1000) < 1.001 * least);
}

BOOST_AUTO_TEST_CASE(claim_in_fog_the_model_only_guesses,
                     *boost::unit_test::precondition(fashion_is_here)) {
  for (std::size_t first : {0u, 2000u}) {
    const Images train = images_of(fashion().train, first, 500);
    const Images test = images_of(fashion().test, first, 500);
    const FogTest seen = judge_in_fog(train, test, 30);
    // A guess is right in 10 %, plus or minus 1.3 with 500 images.
    BOOST_TEST(seen.honest < 0.15);
    BOOST_TEST(seen.clear > 0.65);
    BOOST_TEST(std::abs(seen.flatter - seen.clear) < 0.04);
  }
}

}  // namespace chapter02
