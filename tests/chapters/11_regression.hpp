/// Least squares as a projection, and logistic regression one against all.
#pragma once

#include <boost/test/unit_test.hpp>

#include "11_classical/one_vs_rest.hpp"
#include "11_classical/projection.hpp"
#include "11_golden.hpp"

namespace chapter11 {

BOOST_AUTO_TEST_CASE(row_43a_least_squares_is_a_projection) {
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    nn::Random random(seed);
    arma::mat A(20, 4);
    arma::vec y(20);
    A.imbue([&] { return random.normal(); });
    y.imbue([&] { return random.normal(); });
    const arma::vec w = least_squares(A, y);
    const arma::vec r = y - A * w;
    BOOST_TEST(arma::abs(A.t() * r).max() < 1e-12);  // at right angles
    const arma::mat P = projection_onto(A);
    BOOST_TEST(apart(P * y, A * w) < 1e-12);
    BOOST_TEST(apart(P * P, P) < 1e-12);  // a second time changes nothing
    BOOST_TEST(apart(P.t(), P) < 1e-12);
    BOOST_TEST(std::abs(arma::trace(P) - 4) < 1e-12);
    // Pythagoras, and no other weights come nearer.
    const double left = arma::dot(r, r);
    BOOST_TEST(std::abs(arma::dot(y, y) - left -
                        arma::accu(arma::square(A * w))) < 1e-11);
    for (arma::uword k = 0; k < 4; ++k)
      for (const double step : {-0.01, 0.01}) {
        arma::vec other = w;
        other(k) += step;
        BOOST_TEST(arma::accu(arma::square(y - A * other)) > left);
      }
  }
}

// The line of least squares minimizes vertical, the other perpendicular
// distances; each is beaten on the other's ground.
BOOST_AUTO_TEST_CASE(row_43a_vertical_is_not_perpendicular) {
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    nn::Random random(seed);
    arma::vec x(50), y(50);
    for (arma::uword i = 0; i < 50; ++i) {
      x(i) = random.normal();
      y(i) = x(i) + random.normal();
    }
    const arma::mat A = arma::join_rows(arma::vec(50, arma::fill::ones), x);
    const arma::vec vertical = least_squares(A, y),
                    across = orthogonal_line(x, y);
    const auto squares = [&](const arma::vec& line) {
      return arma::accu(arma::square(y - A * line));
    };
    const auto distances = [&](const arma::vec& line) {
      return squares(line) / (1 + line(1) * line(1));
    };
    BOOST_TEST(squares(vertical) < 0.97 * squares(across));
    BOOST_TEST(distances(across) < 0.97 * distances(vertical));
    for (const double step : {-0.01, 0.01}) {
      const arma::vec other = across + arma::vec{0, step};
      BOOST_TEST(distances(other) > distances(across));
    }
    BOOST_TEST(across(1) > vertical(1) + 0.1);
  }
}

BOOST_AUTO_TEST_CASE(row_43a_logistic_regression_is_scikit_learns) {
  int checked = 0;
  for (const auto& c : recorded("logistic")) {
    const Samples data = samples(c);
    const arma::mat w = fit_one_vs_rest(data, c.at("C").get<double>());
    const arma::mat coef = golden::batch(c.at("coef"));  // features x classes
    BOOST_TEST(apart(w.head_rows(3), coef) < 1e-8);
    BOOST_TEST(apart(w.row(3), numbers(c.at("intercept")).t()) < 1e-8);
    BOOST_TEST(apart(one_vs_rest_probabilities(w, data.x),
                     golden::batch(c.at("predicted"))) < 1e-8);
    ++checked;
  }
  BOOST_TEST(checked == 2);
}

// Where Newton's method ends, the objective has no slope, by differences.
BOOST_AUTO_TEST_CASE(row_43a_logistic_regression_ends_at_the_bottom) {
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    nn::Random random(seed);
    const Samples data = two_moons(80, 0.3, random);
    const arma::vec y = arma::conv_to<arma::vec>::from(data.y);
    for (const double C : {0.1, 1.0, 100.0}) {
      const arma::vec w = fit_logistic(data.x, y, C);
      for (arma::uword k = 0; k < w.n_elem; ++k) {
        arma::vec up = w, down = w;
        up(k) += 1e-4;
        down(k) -= 1e-4;
        const double slope = (logistic_objective(up, data.x, y, C) -
                              logistic_objective(down, data.x, y, C)) /
                             2e-4;
        BOOST_TEST(std::abs(slope) < 1e-6);  // 1e-4 squared, times curvature
      }
    }
  }
}

}  // namespace chapter11
