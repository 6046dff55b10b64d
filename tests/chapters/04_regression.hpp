// Chapter 4, rows 17 and 18: penalties and regression.
#pragma once

#include <boost/test/unit_test.hpp>

#include "04_loss/lasso.hpp"
#include "04_loss/library.hpp"
#include "04_loss/logistic.hpp"
#include "04_loss/one_weight.hpp"
#include "04_loss/penalty.hpp"
#include "04_loss/regression.hpp"
#include "04_loss/same_loss.hpp"

// Row 17
BOOST_AUTO_TEST_CASE(row_17_two_models_have_the_same_loss_and_one_overfits) {
  using namespace chapter04;
  const arma::rowvec between = arma::linspace<arma::rowvec>(-0.95, 0.95, 1001);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Twins both = twins(seed);
    // Both answers are right to rounding.
    BOOST_TEST(polynomial_loss(both.smooth, both.x) < 1e-24);
    BOOST_TEST(polynomial_loss(both.wild, both.x) < 1e-24);
    BOOST_TEST(polynomial_loss(both.smooth, between) < 1e-3);
    BOOST_TEST(polynomial_loss(both.wild, between) > 0.1);
    // The extra part has length 5 and is perpendicular to the smooth one.
    const double squares = arma::dot(both.wild, both.wild);
    BOOST_TEST(squares == arma::dot(both.smooth, both.smooth) + 25,
               boost::test_tools::tolerance(1e-12));
  }
}

// Row 17
BOOST_AUTO_TEST_CASE(row_17_legendre_polynomials_by_their_formulas) {
  const arma::rowvec x{-1, -0.3, 0, 0.5, 1};
  const arma::mat p = chapter04::legendre(x, 4);
  for (arma::uword j = 0; j < x.n_elem; ++j) {
    const double v = x(j);
    BOOST_TEST(p(0, j) == 1);
    BOOST_TEST(p(1, j) == v);
    BOOST_TEST(std::abs(p(2, j) - (3 * v * v - 1) / 2) < 1e-15);
    BOOST_TEST(std::abs(p(3, j) - (5 * v * v * v - 3 * v) / 2) < 1e-15);
  }
}

// Row 17
BOOST_AUTO_TEST_CASE(row_17_l2_tells_two_equal_scores_apart_and_l1_does_not) {
  const arma::rowvec a = chapter04::one_pixel(), b = chapter04::four_quarters();
  BOOST_TEST(arma::accu(a) == arma::accu(b));
  BOOST_TEST(arma::dot(a, a) == 1);
  BOOST_TEST(arma::dot(b, b) == 0.25);
  BOOST_TEST(arma::accu(arma::abs(a)) == arma::accu(arma::abs(b)));
}

// Row 17; where the notes go wrong, 6
BOOST_AUTO_TEST_CASE(row_17_l1_gives_zeros_and_l2_does_not) {
  using namespace chapter04;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const SparseTask task = sparse_task(seed);
    const Quadratic loss = task.loss();
    for (double lambda : {0.01, 0.1, 0.3, 1.0, 3.0}) {
      BOOST_TEST(zeros_in(ridge(loss, lambda)) == 0u);
      BOOST_TEST(zeros_in(lasso_by_subgradient(loss, lambda, 200)) == 0u);
    }
    BOOST_TEST(zeros_in(lasso(loss, 0.3)) >= 5u);
    // Above twice the largest |c| nothing is worth its price.
    BOOST_TEST(zeros_in(lasso(loss, 2.01 * arma::abs(loss.c).max())) == 12u);
  }
  // With the page's seed, 0.3 finds exactly the nine that do not matter, and
  // of the strengths it prints, 0.1 has the least error on new data.
  const SparseTask task = sparse_task(1);
  const Quadratic loss = task.loss();
  const arma::uvec found = lasso(loss, 0.3) == 0, useless = task.truth == 0;
  BOOST_TEST(arma::all(found == useless));
  BOOST_TEST(zeros_in(lasso(loss, 0.1)) == 7u);
  const double least = task.test_error(lasso(loss, 0.1));
  for (double lambda : {0.0, 0.01, 0.03, 0.3, 1.0, 3.0})
    BOOST_TEST(task.test_error(lasso(loss, lambda)) > 1.1 * least);
}

// Row 17
BOOST_AUTO_TEST_CASE(row_17_the_penalized_weights_are_the_best_ones) {
  using namespace chapter04;
  const Quadratic loss = sparse_task(3).loss();
  for (double lambda : {0.0, 0.05, 0.5, 2.0}) {
    const arma::vec l2 = ridge(loss, lambda), l1 = lasso(loss, lambda);
    BOOST_TEST(arma::norm(loss.gradient(l2) + 2 * lambda * l2) < 1e-12);
    // Where a weight is not 0 the loss pulls with exactly lambda; where it is
    // 0, with no more (the conditions of Karush, Kuhn and Tucker).
    const arma::vec pull = loss.gradient(l1);
    for (arma::uword i = 0; i < l1.n_elem; ++i)
      if (l1(i) != 0)
        BOOST_TEST(std::abs(pull(i) + lambda * arma::sign(l1(i))) < 1e-9);
      else
        BOOST_TEST(std::abs(pull(i)) <= lambda + 1e-9);
  }
}

// Row 17
BOOST_AUTO_TEST_CASE(row_17_soft_threshold_stops_at_zero) {
  const arma::vec w{-2, -0.5, -0.1, 0, 0.1, 0.5, 2};
  const arma::vec t = chapter04::soft_threshold(w, 0.5);
  const arma::vec expected{-1.5, 0, 0, 0, 0, 0, 1.5};
  BOOST_TEST(arma::all(t == expected));
  BOOST_TEST(arma::all(chapter04::soft_threshold(w, 9) == 0 * w));
}

// Row 18
BOOST_AUTO_TEST_CASE(row_18_all_four_sets_of_anscombe_have_one_line_and_loss) {
  using namespace chapter04;
  for (const Points& set : quartet()) {
    const arma::rowvec line = by_qr(with_ones(set.x), set.y);
    // As published: y = 3.00 + 0.500 x, sum of squares 13.75 of 11 points.
    BOOST_TEST(std::abs(line(0) - 0.500) < 5e-4);
    BOOST_TEST(std::abs(line(1) - 3.00) < 5e-3);
    BOOST_TEST(std::abs(line_loss(set, line) - 1.25) < 5e-3);
  }
}

// Row 18
BOOST_AUTO_TEST_CASE(row_18_closed_form_equals_gradient_descent) {
  using namespace chapter04;
  const Points data = quartet()[0];
  const arma::mat x = with_ones(data.x);
  const arma::rowvec qr = by_qr(x, data.y);
  BOOST_TEST(arma::abs(by_normal_equations(x, data.y) - qr).max() < 1e-11);
  // numpy.polyfit: 0.50009091, 3.00009091.
  BOOST_TEST(std::abs(qr(0) - 0.50009091) < 5e-9);
  BOOST_TEST(std::abs(qr(1) - 3.00009091) < 5e-9);
  // The six digits that the program prints.
  const arma::rowvec down = by_descent(x, data.y, 0.01, 10000);
  BOOST_TEST(arma::abs(down - qr).max() < 5e-7);
  BOOST_TEST(arma::abs(by_descent(x, data.y, 0.01, 10) - qr).max() > 1);
}

// Row 18
BOOST_AUTO_TEST_CASE(row_18_an_outlier_pulls_the_square_only) {
  using namespace chapter04;
  const Points data = quartet()[2];
  // numpy.polyfit without the third point: 0.34538961, 4.00564935.
  const arma::rowvec rest{0.34538961, 4.00564935};
  const arma::rowvec straight = by_least_absolute(data);
  BOOST_TEST(arma::abs(straight - rest).max() < 0.01);
  BOOST_TEST(arma::abs(by_qr(with_ones(data.x), data.y) - rest).max() > 1);
  // No line nearby is better.
  const auto loss = [&](const arma::rowvec& line) {
    return arma::mean(arma::abs(line * with_ones(data.x) - data.y));
  };
  for (double dw : {-1e-3, 0.0, 1e-3})
    for (double db : {-1e-2, 0.0, 1e-2})
      BOOST_TEST(loss(straight + arma::rowvec{dw, db}) >= loss(straight));
  // At Huber's line, the slope of its own loss is 0.
  const arma::rowvec middle = by_huber(data, 0.5);
  const arma::rowvec error =
      arma::clamp(middle * with_ones(data.x) - data.y, -0.5, 0.5);
  BOOST_TEST(arma::abs(error * with_ones(data.x).t()).max() < 1e-9);
  BOOST_TEST(middle(0) > straight(0));
  BOOST_TEST(middle(0) < 0.45);
}

// Row 18
BOOST_AUTO_TEST_CASE(row_18_logistic_regression_of_twenty_students) {
  using namespace chapter04;
  const Students data = students();
  const LogisticFit fit = fit_logistic(data);
  // As published, and by Newton's method in numpy.
  BOOST_TEST(std::abs(fit.w - 1.50464543) < 1e-8);
  BOOST_TEST(std::abs(fit.b + 4.07771343) < 1e-8);
  arma::vec slopes;
  const double loss = logistic_of_library(data, fit.w, fit.b, slopes);
  BOOST_TEST(std::abs(loss - 0.40149392321723365) < 1e-14);
  BOOST_TEST(std::abs(logistic_loss(data.hours, data.passed, fit.w, fit.b) -
                      loss) < 1e-14);
  BOOST_TEST(arma::abs(slopes).max() < 1e-9);
}

// Row 18
BOOST_AUTO_TEST_CASE(row_18_cross_entropy_is_convex_squared_sigmoid_is_not) {
  using namespace chapter04;
  const Students three = two_valleys();
  const auto cross = [&](double w) {
    return logistic_loss(three.hours, three.passed, w, 0);
  };
  const auto squared = [&](double w) {
    return squared_sigmoid_loss(three.hours, three.passed, w, 0);
  };
  BOOST_TEST(least_curvature(cross, -3, 6) > 0);
  BOOST_TEST(least_curvature(squared, -3, 6) < -0.1);
  // numpy, on a grid of 0.01: valleys at -0.21 and 1.17; one at -0.31.
  BOOST_TEST(std::abs(walk_downhill(squared, -3, 0.05, 20000) + 0.21) < 0.01);
  BOOST_TEST(std::abs(walk_downhill(squared, 5, 0.05, 20000) - 1.17) < 0.01);
  for (double start : {-3.0, 5.0})
    BOOST_TEST(std::abs(walk_downhill(cross, start, 0.05, 20000) + 0.31) <
               0.01);
}
