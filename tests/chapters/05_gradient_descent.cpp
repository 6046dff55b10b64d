// Chapter 5: what its text and its program claim, row by row of the notes.
// Rows 20 to 24 are here, 25 in 05_search.hpp, 26 in 05_noise.hpp.
#include <boost/test/unit_test.hpp>

#include "05_gradient_descent/differences.hpp"
#include "05_gradient_descent/starts.hpp"
#include "chapters/05_noise.hpp"
#include "chapters/05_search.hpp"
#include "chapters/05_tools.hpp"

// What the page concludes: with a sanitizer, that takes minutes.
#ifndef __SANITIZE_ADDRESS__
#include "chapters/05_claims.hpp"
#endif

using namespace chapter05;
using namespace chapter05_tests;
namespace tt = boost::test_tools;

// Row 20
BOOST_AUTO_TEST_CASE(row_20_differences_of_a_cube_worked_out_by_hand) {
  // (2.5^3 - 2^3) / 0.5 = 15.25 and (2.5^3 - 1.5^3) / 1 = 12.25; 3 * 2^2 = 12.
  const auto cube = [](double x) { return x * x * x; };
  BOOST_TEST(forward_difference(cube, 2.0, 0.5) == 15.25);
  BOOST_TEST(central_difference(cube, 2.0, 0.5) == 12.25);
}

// Row 20
BOOST_AUTO_TEST_CASE(row_20_forward_errors_fall_like_h_central_like_h_squared) {
  const arma::vec h{1e-1, 1e-2, 1e-3};
  arma::vec forward = h, central = h;
  for (arma::uword i = 0; i < 3; ++i) {
    forward(i) = difference_errors<double>(h(i)).forward;
    central(i) = difference_errors<double>(h(i)).central;
  }
  // The next term of the series is h times smaller: 1 % over three decades.
  BOOST_TEST(log_slope(h, forward) == 1, tt::tolerance(0.01));
  BOOST_TEST(log_slope(h, central) == 2, tt::tolerance(0.01));
  // h / 2 |f''| and h^2 / 6 |f'''|, f = sin, in the mean over (0.5, 1.5).
  BOOST_TEST(forward(2) < 1e-3 / 2);
  BOOST_TEST(central(2) < 1e-6 / 6);
  // Rounding makes them grow again, like 1 / h.
  BOOST_TEST(difference_errors<double>(1e-13).central >
             1000 * difference_errors<double>(1e-5).central);
}

// Row 20
BOOST_AUTO_TEST_CASE(row_20_the_best_h_is_near_the_roots_of_eps) {
  // The theory leaves out constants: a factor 3 either way.
  const auto near = [](double found, double theory) {
    return found > theory / 3 && found < theory * 3;
  };
  const ErrorCurves f = error_curves<float>(), d = error_curves<double>();
  BOOST_TEST(near(f.best_forward(), std::sqrt(1.1920929e-7)));
  BOOST_TEST(near(f.best_central(), std::cbrt(1.1920929e-7)));
  BOOST_TEST(near(d.best_forward(), std::sqrt(2.220446e-16)));
  BOOST_TEST(near(d.best_central(), std::cbrt(2.220446e-16)));
  BOOST_TEST(d.central.min() < 1e-11);
  BOOST_TEST(d.forward.min() > 1e-9);
  BOOST_TEST(f.central.min() < f.forward.min() / 10);
}

// Row 20
BOOST_AUTO_TEST_CASE(row_20_errata_5_ten_e_minus_50_is_too_small) {
  const double h = 10e-50;
  BOOST_TEST(h == 1e-49);
  BOOST_TEST(static_cast<float>(h) == 0.f);
  BOOST_TEST(h > 0);  // double holds it, but 1 + h is 1
  BOOST_TEST(std::isnan(forward_difference(wave, 1.f, static_cast<float>(h))));
  BOOST_TEST(forward_difference(wave, 1.0, h) == 0);
  // No subtraction, no cancellation: three roundings of 1e-16.
  BOOST_TEST(complex_step(wave, 1, h) == std::cos(1.0), tt::tolerance(1e-15));
}

// Row 21
BOOST_AUTO_TEST_CASE(row_21_numerical_gradients_of_the_bowl) {
  // The notes' x1^2 + x2^2, whose gradient is (2 x1, 2 x2). The central
  // difference is exact but for rounding: 25 * 1e-16 / 1e-4.
  BOOST_TEST(distance(numerical_gradient(bowl, {3, 4}), {6, 8}) < 1e-10);
  BOOST_TEST(distance(numerical_gradient(bowl, {0, 2}), {0, 4}) < 1e-10);
  BOOST_TEST(distance(numerical_gradient(bowl, {3, 0}), {6, 0}) < 1e-10);
}

// Row 21
BOOST_AUTO_TEST_CASE(row_21_gradients_by_hand_are_right) {
  for (const arma::vec& x : {arma::vec{0.3, -1.2}, {2, 1.5}, {-1.7, 0.4}}) {
    BOOST_TEST(gradient_error(valley, valley_gradient, x) < 1e-6);
    BOOST_TEST(gradient_error(himmelblau, himmelblau_gradient, x) < 1e-6);
    BOOST_TEST(gradient_error(two_hollows, two_hollows_gradient, x) < 1e-6);
    BOOST_TEST(central_difference(parabola, x(0), 1e-4) == parabola_slope(x(0)),
               tt::tolerance(1e-8));
    BOOST_TEST(central_difference(x_sin_x, x(0), 1e-4) == x_sin_x_slope(x(0)),
               tt::tolerance(1e-7));
  }
}

// Row 21
BOOST_AUTO_TEST_CASE(row_21_errata_4_the_gradient_points_to_the_steepest_rise) {
  const Steepest bowl_at = try_all_directions(bowl, {3, 4}, 0.01);
  BOOST_TEST(bowl_at.rise == 53);  // atan2(8, 6) = 53.13 degrees
  BOOST_TEST(bowl_at.fall == 233);
  // |gradient| * 0.01 = 0.1, and 0.01^2 of curvature.
  BOOST_TEST(bowl_at.risen_by == 0.1001, tt::tolerance(1e-3));
  BOOST_TEST(bowl_at.fallen_by == -0.0999, tt::tolerance(1e-3));
  for (const arma::vec& x : {arma::vec{0.3, -0.8}, {-1.1, 0.5}, {0.9, 0.9}}) {
    const double up = degrees_of(numerical_gradient(hill_and_hollow, x));
    const Steepest found = try_all_directions(hill_and_hollow, x, 1e-4);
    // To the nearest whole degree.
    BOOST_TEST(std::abs(std::remainder(found.rise - up, 360)) <= 0.51);
    BOOST_TEST(std::abs(std::remainder(found.fall - up - 180, 360)) <= 0.51);
  }
}

// Row 22
BOOST_AUTO_TEST_CASE(row_22_down_the_parabola_6_5p5_5p05_to_1) {
  const arma::vec way = descend(parabola_slope, 6, 0.05, 1000);
  BOOST_TEST(way.n_elem == 1001u);
  BOOST_TEST(way(0) == 6);
  BOOST_TEST(way(1) == 5.5, tt::tolerance(1e-15));
  BOOST_TEST(way(2) == 5.05, tt::tolerance(1e-15));
  BOOST_TEST(way(3) == 4.645, tt::tolerance(1e-15));
  // 1 + 5 * 0.9^k; rounding errors shrink with the rest.
  for (arma::uword k : {10, 50, 100})
    BOOST_TEST(way(k) == 1 + 5 * std::pow(0.9, double(k)),
               tt::tolerance(1e-14));
  // Below 5 units of the last place a tenth of them rounds to nothing.
  BOOST_TEST(std::abs(way(1000) - 1) < 2e-15);
}

// Row 22, row 25
BOOST_AUTO_TEST_CASE(row_22_25_the_rate_must_be_below_2_over_L) {
  const auto last = [](double rate) {
    return std::abs(descend(parabola_slope, 6, rate, 2000).back() - 1);
  };
  BOOST_TEST(last(0.5) == 0);     // one step
  BOOST_TEST(last(0.99) < 1e-9);  // 0.98^2000 * 5 = 1e-17
  BOOST_TEST(last(1.0) == 5);     // 6, -4, 6, -4 ...
  BOOST_TEST(last(1.01) > 1e15);  // 1.02^2000 * 5 = 8e17
}

// Row 23
BOOST_AUTO_TEST_CASE(row_23_minima_of_x_sin_x_solve_tan_x_is_minus_x) {
  for (double x : x_sin_x_minima) {
    BOOST_TEST(std::abs(std::tan(x) + x) < 1e-12 * (1 + x * x));
    BOOST_TEST(x_sin_x(x) < x_sin_x(x + 0.01));
    BOOST_TEST(x_sin_x(x) < x_sin_x(x - 0.01));
  }
}

// Row 23
BOOST_AUTO_TEST_CASE(row_23_the_start_decides_which_minimum_is_found) {
  const arma::vec ends =
      ends_on_x_sin_x({0.5, 2, 2.1, 4, 7.9, 8.1, 12, 13.9}, 0.05);
  const auto [first, second, third] = x_sin_x_minima;
  const arma::vec expected{first,  first, second, second,
                           second, third, third,  third};
  BOOST_TEST(distance(ends, expected) < 1e-5);  // a slope of 1e-6 is left
}

// Row 23
BOOST_AUTO_TEST_CASE(row_23_several_starts_find_the_lowest_minimum) {
  nn::Random random(1);
  for (int tries : {1, 4}) {
    const double share = share_of_luck(tries, 1000, 0.05, random);
    const double theory = 1 - std::pow(1 - basin_share, tries);
    BOOST_TEST(deviations(share, theory, 1000) < 4);
  }
}

// Row 23
BOOST_AUTO_TEST_CASE(row_23_above_2_over_L_a_minimum_holds_nothing) {
  // At the third minimum the curvature is 2 cos x - x sin x = 11.2.
  BOOST_TEST(ends_on_x_sin_x({10}, 0.17)(0) == x_sin_x_minima[2],
             tt::tolerance(1e-6));
  BOOST_TEST(std::abs(ends_on_x_sin_x({10}, 0.2)(0) - x_sin_x_minima[2]) > 0.5);
  BOOST_TEST(ends_on_x_sin_x({6}, 0.2)(0) == x_sin_x_minima[1],
             tt::tolerance(1e-6));
}

// Row 24
BOOST_AUTO_TEST_CASE(row_24_one_by_one_and_as_a_vector_are_the_same) {
  const arma::mat all = descend(himmelblau_gradient, {0.5, 0.5}, 0.01, 40);
  // The same products and sums, in the same order.
  BOOST_TEST(
      distance(descend_one_by_one(himmelblau_gradient, 0.5, 0.5, 0.01, 40),
               all) == 0);
  // First step by hand: the gradient at (0.5, 0.5) is (-33, -33).
  BOOST_TEST(distance(all.col(1), {0.83, 0.83}) < 1e-15);
  BOOST_TEST(distance(all.col(40), {3, 2}) < 1e-5);
}

// Row 24
BOOST_AUTO_TEST_CASE(row_24_any_number_of_variables) {
  // sum of k (x_k - k)^2 / 2 with 1000 numbers from 0: after each step the
  // distance is 1 - rate k times that before.
  const arma::vec k = arma::regspace(1, 1000);
  const Gradient gradient = [&](const arma::vec& x) {
    return arma::vec(k % (x - k));
  };
  const arma::mat way = descend(gradient, arma::zeros(1000), /*rate=*/1e-3, 20);
  const arma::vec expected = k - k % arma::pow(1 - k / 1000, 20);
  BOOST_TEST(distance(way.col(20), expected) < 1e-10);
}

// Row 24, row 25
BOOST_AUTO_TEST_CASE(row_24_25_a_valley_just_below_and_above_2_over_L) {
  const auto end = [](double rate) {
    return arma::vec(
        descend(valley_gradient, {9, 0.6}, rate, 100).tail_cols(1));
  };
  for (double rate : {0.03, 0.099, 0.101}) {
    const arma::vec theory{9 * std::pow(1 - rate, 100),
                           0.6 * std::pow(1 - 20 * rate, 100)};
    BOOST_TEST(distance(end(rate) / theory, {1, 1}) < 1e-10);
  }
  BOOST_TEST(std::abs(end(0.099)(1)) < 0.1);
  BOOST_TEST(std::abs(end(0.101)(1)) > 4);
}

// Row 24
BOOST_AUTO_TEST_CASE(row_24_a_map_of_starts_of_himmelblaus_four_minima) {
  for (arma::uword i = 0; i < 4; ++i) {
    const arma::vec at = himmelblau_minima.col(i);
    BOOST_TEST(himmelblau(at) < 1e-20);
    BOOST_TEST(
        (kind_of(numerical_hessian(himmelblau_gradient, at)) == Kind::minimum));
  }
  const arma::vec slow = shares(map_of_starts(0.002, 41));
  const arma::vec fast = shares(map_of_starts(0.017, 41));
  BOOST_TEST(arma::accu(slow) == 1, tt::tolerance(1e-12));
  BOOST_TEST(slow.head(4).min() > 0.2);
  BOOST_TEST(slow(4) == 0);
  // 2 / L there: 0.0243, 0.0248, 0.0149, 0.0190. Only the third is below.
  const arma::vec limits = largest_rates();
  BOOST_TEST(arma::uvec(limits < 0.017) == arma::uvec({0, 0, 1, 0}),
             tt::per_element());
  BOOST_TEST(fast(2) == 0);
  BOOST_TEST(fast(4) > 0.2);
}
