// Row 25: exhaustive search, saddles, the moving mean, and the library's part.
#pragma once

#include "nn/training/gradient_check.hpp"

#include "05_gradient_descent/critical_points.hpp"
#include "05_gradient_descent/library.hpp"
#include "05_gradient_descent/moving_mean.hpp"
#include "05_gradient_descent/search.hpp"
#include "chapters/05_tools.hpp"

namespace chapter05_tests {

using namespace chapter05;

// Row 25
BOOST_AUTO_TEST_CASE(row_25_exhaustive_search_costs_41_to_the_n) {
  for (arma::uword n : {1, 2}) {
    const Task task = make_task(n, 1);
    const Found grid = exhaustive_search(task);
    const Found descent = search_by_descent(task, 1e-4);
    BOOST_TEST(grid.evaluations == std::pow(41, n));
    BOOST_TEST(grid.loss == loss_of(task, grid.w));
    BOOST_TEST(descent.loss < 1e-4);
    BOOST_TEST(descent.loss < grid.loss);
    // No weight of the grid's best is more than a few spacings from the truth,
    // which descent gets close to.
    BOOST_TEST(distance(grid.w, descent.w) < 0.15);
  }
  // One step costs 2n + 1: 100 weights stay far below 41^3.
  BOOST_TEST(search_by_descent(make_task(100, 1), 1e-4).evaluations < 41e3);
}

// Row 25
BOOST_AUTO_TEST_CASE(row_25_exhaustive_search_finds_what_descent_cannot) {
  // By hand: f(0.6) = 2.4^2 - 6 = -0.24, f(3) = 0 - 6 exp(-288).
  BOOST_TEST(std::abs(bowl_with_hole(0.6) + 0.24) < 1e-12);
  const double coarse = coarse_to_fine(bowl_with_hole, 0, 4, 12);
  BOOST_TEST(std::abs(coarse - 3) < 1e-3);
  double best = 0;
  for (int i = 0; i <= 40; ++i)
    if (bowl_with_hole(i / 10.0) < bowl_with_hole(best)) best = i / 10.0;
  BOOST_TEST(best == 0.6);
}

// Row 25
BOOST_AUTO_TEST_CASE(row_25_errata_9_derivative_0_is_not_always_a_minimum) {
  const auto kind = [](double a, double b) {
    return kind_of(arma::mat{{a, 0}, {0, b}});
  };
  BOOST_TEST((kind(2, 3) == Kind::minimum));
  BOOST_TEST((kind(-2, -3) == Kind::maximum));
  BOOST_TEST((kind(2, -3) == Kind::saddle));
  BOOST_TEST((kind(2, 0) == Kind::flat));
  const Gradient gradient = two_hollows_gradient;
  const auto at = [&](const arma::vec& x) {
    return kind_of(numerical_hessian(gradient, x));
  };
  BOOST_TEST((at({0, 0}) == Kind::saddle));
  BOOST_TEST((at({0, 1}) == Kind::minimum));
  BOOST_TEST((at({0, -1}) == Kind::minimum));
  // The second derivatives of x1^2 + x2^4/4 - x2^2/2 at (0, 2): 2 and 11.
  BOOST_TEST(distance(numerical_hessian(gradient, {0, 2}),
                      arma::mat{{2, 0}, {0, 11}}) < 1e-6);
}

// Row 25
BOOST_AUTO_TEST_CASE(row_25_most_random_critical_points_are_saddles) {
  nn::Random random(1);
  const int count = 4000;
  // Two known chances that all eigenvalues of such a matrix are positive:
  // (2 - sqrt 2) / 4 for n = 2 and (pi - 2 sqrt 2) / (4 pi) for n = 3
  // (Dean and Majumdar, Physical Review E 77, 2008).
  const double two = (2 - std::sqrt(2)) / 4;
  const double three = (arma::datum::pi - std::sqrt(8)) / (4 * arma::datum::pi);
  const Shares n2 = random_critical_points(2, count, random);
  const Shares n3 = random_critical_points(3, count, random);
  BOOST_TEST(deviations(n2.minimum, two, count) < 4);
  BOOST_TEST(deviations(n2.maximum, two, count) < 4);
  BOOST_TEST(deviations(n3.minimum, three, count) < 4);
  BOOST_TEST(random_critical_points(6, 500, random).saddle > 0.99);
  BOOST_TEST(random_critical_points(10, 500, random).saddle == 1);
}

// Row 25
BOOST_AUTO_TEST_CASE(row_25_a_saddle_holds_the_descent_and_noise_frees_it) {
  const arma::vec start{1, 0};
  const arma::mat held = descend(two_hollows_gradient, start, 0.1, 200);
  BOOST_TEST(distance(held.tail_cols(1), {0, 0}) < 1e-15);
  int up = 0;
  for (std::uint32_t run = 0; run < 100; ++run) {
    nn::Random random(1, nn::Stream::general, run);
    const arma::mat way = noisy_descend(two_hollows_gradient, start, 0.1, 200,
                                        saddle_noise, random);
    BOOST_TEST(std::abs(std::abs(way(1, 200)) - 1) < 0.1);
    up += way(1, 200) > 0;
  }
  BOOST_TEST(deviations(up / 100.0, 0.5, 100) < 4);
}

// Row 25
BOOST_AUTO_TEST_CASE(row_25_the_exponentially_weighted_mean_of_a_curve) {
  // By hand, beta = 0.5: 1, then (0.5 + 3) / 2 ..., with and without 1 - 2^-t.
  const arma::vec values{1, 3, 5};
  BOOST_TEST(distance(moving_mean(values, 0.5, false), {0.5, 1.75, 3.375}) <
             1e-15);
  BOOST_TEST(distance(moving_mean(values, 0.5, true),
                      {1, 1.75 / 0.75, 3.375 / 0.875}) < 1e-15);
  const arma::vec always = 2.3 * arma::ones(100);
  BOOST_TEST(distance(moving_mean(always, 0.95, true), always) < 1e-14);
  BOOST_TEST(moving_mean(always, 0.95, false)(0) == 0.05 * 2.3,
             boost::test_tools::tolerance(1e-14));
}

// Rows 21, 22, 24, 25
BOOST_AUTO_TEST_CASE(row_22_24_25_the_library_computes_the_same) {
  const arma::vec start{0.5, 0.5};
  // x - rate g both times.
  BOOST_TEST(distance(descend(himmelblau_gradient, start, 0.01, 40),
                      descend_with_library(himmelblau_gradient, start, 0.01,
                                           40)) == 0);
  const arma::vec values{4, -1, 2.5, 0, 7};
  BOOST_TEST(distance(moving_mean(values, 0.9, false),
                      moving_mean_of_library(values, 0.9)) < 1e-15);
  for (std::uint64_t seed : {1u, 2u}) {
    SmallNetwork network(seed);
    BOOST_TEST(nn::check_gradients(network.model, network.x, seed).passes());
    // With a large h the error is that of the formula, about h^2, and the same
    // in both; sums of rounding errors 1e-15 / h are left.
    const double h = 0.01;
    const auto check = nn::check_gradients(network.model, network.x, seed, h);
    BOOST_TEST(check.parameters > 1e-7);
    BOOST_TEST(std::abs(check.parameters - worst_by_hand(network, seed, h)) <
               1e-12);
  }
}

}  // namespace chapter05_tests
