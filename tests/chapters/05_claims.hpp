// Chapter 5: what its text concludes from its numbers, restated with margins.
#pragma once

#include <algorithm>

#include "05_gradient_descent/differences.hpp"
#include "05_gradient_descent/excess.hpp"
#include "05_gradient_descent/noise.hpp"
#include "05_gradient_descent/search.hpp"
#include "05_gradient_descent/starts.hpp"
#include "chapters/05_tools.hpp"

namespace chapter05_tests {

using namespace chapter05;

// The same formula, the same h, only more digits: the error is gone. So it was
// rounding.
BOOST_AUTO_TEST_CASE(small_steps_fail_by_rounding_and_more_digits_mend_it) {
  for (double h : {1e-6, 1e-8}) {
    BOOST_TEST(difference_errors<float>(h).forward > 1e-2);
    BOOST_TEST(difference_errors<float>(h).central > 1e-2);
    BOOST_TEST(difference_errors<double>(h).forward < 1e-6);
    BOOST_TEST(difference_errors<double>(h).central < 1e-7);
  }
  // About eps / h: h a tenth, the error ten times, to a factor of 3.
  const double ratio = difference_errors<double>(1e-12).central /
                       difference_errors<double>(1e-11).central;
  BOOST_TEST(ratio > 10 / 3.0);
  BOOST_TEST(ratio < 10 * 3.0);
}

// A slope that does not go to 0 keeps the steps long at the same rate.
BOOST_AUTO_TEST_CASE(steps_get_shorter_only_because_the_slope_does) {
  const auto lengths = [](const Slope& slope) {
    return arma::vec(arma::abs(arma::diff(descend(slope, 6, 0.05, 90))));
  };
  const arma::vec parabola = lengths(parabola_slope);
  BOOST_TEST(arma::diff(parabola).max() < 0);
  BOOST_TEST(parabola.back() < parabola.front() / 1000);
  const auto edge = [](double x) { return x < 1 ? -1.0 : 1.0; };
  const arma::vec wedge = lengths(edge);
  BOOST_TEST(wedge.min() > 0.0499);
  BOOST_TEST(wedge.max() < 0.0501);
}

// What the factor 1 - 2 rate says: creep, swing, stay, run away.
BOOST_AUTO_TEST_CASE(the_factor_decides_how_the_descent_moves) {
  const auto off = [](double rate) {
    return arma::vec(descend(parabola_slope, 6, rate, 100) - 1);
  };
  for (double rate : {0.05, 0.3, 0.45}) {  // between 0 and 1: one side, nearer
    const arma::vec at = off(rate);
    BOOST_TEST(at.min() >= 0);
    BOOST_TEST(at(10) < at(0) / 2);
  }
  for (double rate : {0.6, 0.95, 0.99}) {  // -1 to 0: other side, nearer
    const arma::vec at = off(rate).head(11);
    BOOST_TEST(arma::all(at.head(10) % at.tail(10) < 0));
    BOOST_TEST(arma::all(arma::abs(at.tail(10)) < arma::abs(at.head(10))));
  }
  BOOST_TEST(std::abs(off(1)(100)) == 5);
  for (double rate : {1.01, 1.1}) {  // below -1: farther, and faster and faster
    const arma::vec jump = arma::abs(arma::diff(off(rate)));
    BOOST_TEST(arma::diff(jump).min() > 0);
  }
  BOOST_TEST(off(0.5)(1) == 0);
  // 0.99 is as slow as 0.01: 0.98 of the distance is left by each step.
  BOOST_TEST(std::abs(off(0.99)(100)) == std::abs(off(0.01)(100)),
             boost::test_tools::tolerance(1e-12));
}

// Of the starts that small steps lead to minimum 2, hardly one comes to rest
// above its limit. Other starts that change their minimum lie at the rim.
BOOST_AUTO_TEST_CASE(above_its_limit_a_minimum_loses_its_region) {
  const arma::uword n = 61;
  const nn::Grid slow = map_of_starts(0.002, n), fast = map_of_starts(0.017, n);
  int of_two = 0, at_rest = 0, leaps = 0, leaps_inside = 0;
  for (arma::uword i = 0; i < n * n; ++i) {
    const double a = slow.z(i), b = fast.z(i);
    if (a == 2) ++of_two, at_rest += b == b;
    const double x1 = -5 + 10.0 * double(i % n) / (n - 1);
    const double x2 = -5 + 10.0 * double(i / n) / (n - 1);
    if (a == 2 || a == b || !(b == b)) continue;
    ++leaps, leaps_inside += std::max(std::abs(x1), std::abs(x2)) < 3.5;
  }
  BOOST_TEST(of_two > 600);
  BOOST_TEST(at_rest < of_two / 8);
  BOOST_TEST(leaps > 100);
  BOOST_TEST(leaps_inside < leaps / 20);
}

// Where all samples together are at rest, each alone still pulls.
BOOST_AUTO_TEST_CASE(at_the_minimum_the_samples_cancel_and_do_not_vanish) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Samples samples = the_line(seed);
    const arma::vec best = best_line(samples);
    BOOST_TEST(arma::norm(gradient_of(samples, best, all_of(samples))) < 1e-12);
    BOOST_TEST(noise_at_minimum(samples) > 0.5);
    // Samples that agree have nothing to cancel.
    BOOST_TEST(noise_at_minimum(samples_of_line(256, 0, seed)) < 1e-25);
  }
}

// One axis, constant noise: the balance of (5.11), and a loss that does not
// depend on the curvature.
BOOST_AUTO_TEST_CASE(the_curvature_cancels_out_of_the_floor) {
  const double rate = 0.02, variance = 3;
  for (double curvature : {0.5, 2.0, 8.0}) {
    nn::Random random(1);
    double w = 0, sum = 0;
    const int steps = 400000;
    for (int step = 0; step < steps; ++step) {
      w -= rate * (curvature * w + std::sqrt(variance) * random.normal());
      sum += w * w;
    }
    // Each step is correlated with 1 / (rate curvature) = 100 others at most:
    // 4000 independent squares, 2 % twice.
    const double square = mean_square_in_balance(rate, curvature, variance);
    BOOST_TEST(sum / steps == square, boost::test_tools::tolerance(0.06));
    BOOST_TEST(curvature * square / 2 == rate * variance / 4,
               boost::test_tools::tolerance(rate * curvature));
  }
}

// Ten times the weights take far from 41^90 times the evaluations; and the grid
// finds what lies on it: it was the grid that kept its loss up.
BOOST_AUTO_TEST_CASE(descent_takes_few_steps_and_no_grid_ties_it) {
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    const auto evaluations = [&](arma::uword n) {
      return search_by_descent(make_task(n, seed), 1e-4).evaluations;
    };
    const double growth = evaluations(100) / evaluations(10);
    BOOST_TEST(growth < 30);
    Task task = make_task(2, seed);
    BOOST_TEST(exhaustive_search(task).loss >
               search_by_descent(task, 1e-4).loss);
    task.t = arma::rowvec{0.7, 2.9} * task.x;
    BOOST_TEST(exhaustive_search(task).loss < 1e-25);
  }
}

// One sample at a time is far ahead even of the batch at its fastest rate.
BOOST_AUTO_TEST_CASE(single_samples_are_ahead_of_the_batch_at_its_best_rate) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const Samples samples = the_line(seed);
    double fastest = arma::datum::inf;
    for (double rate = 0.2; rate < largest_rate(samples); rate += 0.05) {
      const double now = samples_until(
          mean_excess(samples, {"batch", rate, 256}, line_start, 40, 1, seed),
          0.1, 256);
      if (now < fastest) fastest = now, BOOST_TEST_MESSAGE(rate << " " << now);
    }
    const double one = samples_until(
        mean_excess(samples, {"one", 0.08, 1}, line_start, 1, 50, seed), 0.1,
        1);
    BOOST_TEST(fastest <= 7 * 256);  // six passes, or seven
    BOOST_TEST(fastest > 20 * one);
  }
}

/// The exact floor of single random samples: the covariance S of the
/// deviations with S = mean of (I - rate H_i) S (I - rate H_i) + rate^2 C.
inline double exact_floor(const Samples& samples, double rate) {
  const arma::vec best = best_line(samples);
  arma::mat S(2, 2, arma::fill::zeros);
  for (int round = 0; round < 3000; ++round) {
    arma::mat next(2, 2, arma::fill::zeros);
    for (arma::uword i = 0; i < samples.size(); ++i) {
      const double x = samples.x(i);
      const double error = best(0) * x + best(1) - samples.y(i);
      const arma::mat22 keep{{1 - 2 * rate * x * x, -2 * rate * x},
                             {-2 * rate * x, 1 - 2 * rate}};
      const arma::vec2 kick{2 * rate * error * x, 2 * rate * error};
      next += keep * S * keep + kick * kick.t();
    }
    S = next / double(samples.size());
  }
  return arma::trace(curvature(samples) * S) / 2;
}

// The formula is for small rates: what it lacks halves with the rate.
BOOST_AUTO_TEST_CASE(the_formula_of_the_floor_is_for_small_rates) {
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    const Samples samples = the_line(seed);
    const auto lacks = [&](double rate) {
      return exact_floor(samples, rate) / floor_in_theory(samples, rate) - 1;
    };
    const double large = lacks(0.08), half = lacks(0.04);
    BOOST_TEST(large > 0.1);
    BOOST_TEST(large < 0.3);
    BOOST_TEST(large > 1.7 * half);
    BOOST_TEST(half > 1.7 * lacks(0.02));
  }
}

// The exercise: four points are exact up to degree 4; error like h^4.
BOOST_AUTO_TEST_CASE(exercise_3_four_points_have_an_error_like_h_to_the_4) {
  const auto four = [](const auto& f, double x, double h) {
    return (8 * f(x + h) - 8 * f(x - h) - f(x + 2 * h) + f(x - 2 * h)) /
           (12 * h);
  };
  const auto cube = [](double x) { return x * x * x; };
  BOOST_TEST(four(cube, 2, 0.5) == 12, boost::test_tools::tolerance(1e-14));
  const auto error = [&](double h) {
    double sum = 0;
    for (double x = 0.5; x < 1.5; x += 0.005)
      sum += std::pow(four(wave, x, h) - std::cos(x), 2);
    return std::sqrt(sum / 200);
  };
  BOOST_TEST(error(0.2) / error(0.1) == 16, boost::test_tools::tolerance(0.05));
  double best = 1;
  for (double h = 1; h > 1e-6; h *= 0.8)
    if (error(h) < error(best)) best = h;
  const double theory = std::pow(2.2e-16, 0.2);
  BOOST_TEST(best > theory / 4);
  BOOST_TEST(best < theory * 4);
}

}  // namespace chapter05_tests
