/// Row 4, the descent: predicted steps, counted steps, and the page's figures.
#pragma once

#include "02_normalization/descent.hpp"
#include "02_normalization/problems.hpp"
#include "02_tools.hpp"

namespace chapter02 {

// Row 4
BOOST_AUTO_TEST_CASE(row_04_gradient_and_curvature_are_the_derivatives) {
  const LeastSquares problem = problems(make_flats(20, 3))[4].problem;
  const arma::rowvec w{30, -20, 100};
  const arma::rowvec gradient = problem.gradient(w);
  const arma::mat curvature = problem.curvature();
  // Central differences have no error on a parabola but rounding: 1e-16 of a
  // loss of about 1e5, divided by a step of 1.
  for (arma::uword i = 0; i < 3; ++i) {
    arma::rowvec step(3, arma::fill::zeros);
    step(i) = 1;
    const double slope = (problem.loss(w + step) - problem.loss(w - step)) / 2;
    BOOST_TEST(std::abs(slope - gradient(i)) < 1e-9);
    const arma::rowvec bend =
        (problem.gradient(w + step) - problem.gradient(w - step)) / 2;
    BOOST_TEST(largest_difference(bend, curvature.row(i)) < 1e-11);
  }
  // At the lowest point the slope is 0: rounding of sums of about 1e4.
  BOOST_TEST(arma::abs(problem.gradient(problem.best())).max() < 1e-9);
}

// Row 4
BOOST_AUTO_TEST_CASE(row_04_condition_number_gives_rate_and_steps) {
  const Condition c = condition_of(problem_of_condition(9));
  BOOST_TEST(c.number() == 9, boost::test_tools::tolerance(1e-14));
  BOOST_TEST(c.best_rate() == 0.2, boost::test_tools::tolerance(1e-14));
  BOOST_TEST(c.limit() == 2 / 9., boost::test_tools::tolerance(1e-14));
  BOOST_TEST(c.factor() == 0.8, boost::test_tools::tolerance(1e-14));
  // 0.64^n <= 1e-6 from n = 30.96 on.
  BOOST_TEST(c.steps(1e-6) == 31);
}

// Row 4
BOOST_AUTO_TEST_CASE(row_04_the_prediction_is_exact_from_the_worst_start) {
  for (double number : {2., 9., 50., 1000.}) {
    const LeastSquares problem = problem_of_condition(number);
    const Condition c = condition_of(problem);
    const Descent way = descend(problem, c.best_rate(), {});
    BOOST_TEST(way.reached);
    BOOST_TEST(double(way.steps) == c.steps(1e-6));
  }
}

// Row 4
BOOST_AUTO_TEST_CASE(row_04_no_descent_needs_more_steps_than_predicted) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Flats flats = make_flats(100, seed);
    const auto all = problems(flats);
    for (std::size_t i = 2; i < all.size(); ++i) {
      const Condition c = condition_of(all[i].problem);
      const Descent way = descend(all[i].problem, c.best_rate(),
                                  {.minimum = least_loss(flats)});
      BOOST_TEST(way.reached);
      BOOST_TEST(double(way.steps) <= c.steps(1e-6));
    }
  }
}

// Row 4
BOOST_AUTO_TEST_CASE(row_04_above_the_limit_descent_runs_away) {
  const LeastSquares problem = z_score_problem(make_flats(100, 1));
  const double limit = condition_of(problem).limit();
  const double first = problem.loss({0, 0});
  BOOST_TEST(loss_after(problem, 0.99 * limit, 2000) <
             problem.loss(problem.best()) * (1 + 1e-9));
  BOOST_TEST(loss_after(problem, 1.01 * limit, 2000) > 1e6 * first);
}

// Row 4
BOOST_AUTO_TEST_CASE(row_04_zig_zag_before_and_round_contours_after) {
  const Flats flats = make_flats(100, 1);
  const auto way = [](const LeastSquares& problem) {
    return descend(
        problem, condition_of(problem).best_rate(),
        {.minimum = problem.loss(problem.best()), .keep_path = true});
  };
  const Descent before = way(centered_problem(flats));
  const Descent after = way(z_score_problem(flats));
  // The figures of the page.
  BOOST_TEST(before.steps == 158);
  BOOST_TEST(after.steps == 9);
  BOOST_TEST(before.path.n_cols == 159u);
  // The zigzag: before scaling, each of the first 20 steps reverses along the
  // steep axis, the area's.
  const arma::mat moves = arma::diff(before.path, 1, 1);
  for (arma::uword i = 1; i < 20; ++i)
    BOOST_TEST(moves(0, i) * moves(0, i - 1) < 0);
}

// Row 4
BOOST_AUTO_TEST_CASE(row_04_steps_before_and_after_each_scaling) {
  const Flats flats = make_flats(100, 1);
  const auto all = problems(flats);
  const std::vector<double> predicted{181163182, 1603035, 217, 26, 9, 1};
  const std::vector<long> counted{0, 0, 215, 25, 8, 1};
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Condition c = condition_of(all[i].problem);
    // The raw problems' smallest eigenvalue is 5e-8 of the largest or more,
    // so rounding leaves it eight digits.
    BOOST_TEST(c.steps(1e-6) == predicted[i],
               boost::test_tools::tolerance(1e-6));
    const Descent way = descend(all[i].problem, c.best_rate(),
                                {.minimum = least_loss(flats), .most = 5000});
    BOOST_TEST(way.reached == (i >= 2), all[i].name);
    if (way.reached) BOOST_TEST(way.steps == counted[i], all[i].name);
  }
}

// Row 4
BOOST_AUTO_TEST_CASE(row_04_every_scaling_has_the_same_best_model) {
  const Flats flats = make_flats(100, 1);
  for (const auto& [name, problem] : problems(flats)) {
    const arma::rowvec best = problem.best();
    BOOST_TEST(problem.loss(best) == least_loss(flats),
               boost::test_tools::tolerance(1e-9));
    const arma::rowvec zero(best.n_elem, arma::fill::zeros);
    BOOST_TEST(problem.loss(zero) == problems(flats)[0].problem.loss(zero));
  }
}

}  // namespace chapter02
