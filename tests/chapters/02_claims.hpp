/// What the text of chapter 2 concludes about rates and steps, restated over
/// several seeds. 02_normalization.cpp includes it.
#pragma once

#include "02_normalization/components.hpp"
#include "02_normalization/descent.hpp"
#include "02_normalization/problems.hpp"
#include "02_normalization/scaling.hpp"
#include "02_normalization/whitening.hpp"
#include "02_tools.hpp"

namespace chapter02 {

/// What is left of the loss's excess over its minimum.
inline double part_left(const LeastSquares& problem, double rate, int steps) {
  const double least = minimum_of(problem);
  return (loss_after(problem, rate, steps) - least) /
         (loss_after(problem, rate, 0) - least);
}

/// The coordinates of a path from w = 0 along the axes of the bowl, flattest
/// first; the lowest point is 0.
inline arma::mat along_axes(const LeastSquares& problem, double rate,
                            long steps) {
  arma::vec c;
  arma::mat axes;
  arma::eig_sym(c, axes, problem.curvature());
  arma::mat path = descend(problem, rate,
                           {.minimum = minimum_of(problem),
                            .part = 0,
                            .most = steps,
                            .keep_path = true})
                       .path;
  path.each_col() -= problem.best().t();
  return axes.t() * path;
}

/// The condition number of features with a bias beside them.
inline double number_with_bias(const arma::mat& x) {
  return condition_of({with_ones(x), {}}).number();
}

BOOST_AUTO_TEST_CASE(claim_the_path_jumps_across_and_hardly_moves_along) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const LeastSquares problem = centered_problem(make_flats(100, seed));
    const Condition c = condition_of(problem);
    const arma::mat way = along_axes(problem, c.best_rate(), 20);
    for (arma::uword i = 1; i < 20; ++i) {
      BOOST_TEST(way(1, i) * way(1, i - 1) < 0);  // across
      BOOST_TEST(way(0, i) * way(0, i - 1) > 0);  // along
      BOOST_TEST(way(0, i) / way(0, i - 1) > 0.9);
      // The gradient points at the wall: ten times as much across as along.
      BOOST_TEST(std::abs(c.largest * way(1, i)) >
                 10 * std::abs(c.smallest * way(0, i)));
    }
  }
}

BOOST_AUTO_TEST_CASE(claim_a_smaller_rate_ends_the_jumping_and_takes_longer) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const LeastSquares problem = centered_problem(make_flats(100, seed));
    const Condition c = condition_of(problem);
    const double smaller = 0.5 / c.largest;
    const arma::mat way = along_axes(problem, smaller, 10);
    for (arma::uword i = 1; i < 10; ++i)
      BOOST_TEST(way(1, i) * way(1, i - 1) > 0);
    const Goal goal{.minimum = minimum_of(problem)};
    const Descent best = descend(problem, c.best_rate(), goal);
    const Descent slow = descend(problem, smaller, goal);
    BOOST_TEST(slow.reached);
    BOOST_TEST(slow.steps > 2 * best.steps);
  }
}

BOOST_AUTO_TEST_CASE(claim_a_round_bowl_needs_a_fraction_of_the_steps) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const auto steps = [&](const LeastSquares& problem) {
      return descend(problem, condition_of(problem).best_rate(),
                     {.minimum = minimum_of(problem)})
          .steps;
    };
    const Flats flats = make_flats(100, seed);
    BOOST_TEST(steps(centered_problem(flats)) >
               8 * steps(z_score_problem(flats)));
  }
}

BOOST_AUTO_TEST_CASE(claim_the_limit_is_sharp) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed)
    for (const LeastSquares& problem :
         {centered_problem(make_flats(100, seed)),
          z_score_problem(make_flats(100, seed))}) {
      const double limit = condition_of(problem).limit();
      BOOST_TEST(std::abs(part_left(problem, 0.99 * limit, 2000)) < 1e-12);
      BOOST_TEST(part_left(problem, 1.01 * limit, 100) > 1);
      BOOST_TEST(part_left(problem, 1.1 * limit, 100) > 1e12);
    }
}

BOOST_AUTO_TEST_CASE(claim_no_other_rate_has_a_better_guarantee) {
  for (double number : {2., 9., 50.}) {
    const LeastSquares problem = problem_of_condition(number);
    const Condition c = condition_of(problem);
    // At the best rate both ends are equally slow.
    BOOST_TEST(1 - c.best_rate() * c.smallest == c.factor(),
               boost::test_tools::tolerance(1e-12));
    BOOST_TEST(c.best_rate() * c.largest - 1 == c.factor(),
               boost::test_tools::tolerance(1e-12));
    const auto steps = [&](double part) {
      return descend(problem, part * c.best_rate(), {.most = 20'000}).steps;
    };
    for (double part : {0.5, 0.8, 0.95, 1.05, 1.2}) {
      const double rate = part * c.best_rate();
      BOOST_TEST(std::max(std::abs(1 - rate * c.smallest),
                          std::abs(1 - rate * c.largest)) > c.factor());
      BOOST_TEST(steps(part) >= steps(1));
    }
    for (double part : {0.8, 1.2})
      BOOST_TEST(steps(part) > steps(1));
  }
}

BOOST_AUTO_TEST_CASE(claim_twice_the_condition_number_twice_the_steps) {
  double before = 0;
  for (double number = 2; number <= 4096; number *= 2) {
    const LeastSquares problem = problem_of_condition(number);
    const Condition c = condition_of(problem);
    const double predicted = c.steps(1e-6);
    BOOST_TEST(double(descend(problem, c.best_rate(), {}).steps) == predicted);
    // Whole steps: one of 111 is a hundredth.
    if (number >= 64) BOOST_TEST(std::abs(predicted / before - 2) < 0.02);
    before = predicted;
  }
}

BOOST_AUTO_TEST_CASE(claim_a_unit_alone_changes_the_condition_hundredfold) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const arma::mat x = make_flats(100, seed).features;
    const double ratio =
        number_with_bias(in_square_feet(x)) / number_with_bias(x);
    BOOST_TEST(ratio > 100);  // 10.76 squared is 116
    BOOST_TEST(ratio < 120);
  }
}

BOOST_AUTO_TEST_CASE(claim_both_the_means_and_the_spreads_count) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const arma::mat x = make_flats(100, seed).features;
    const arma::mat unit = to_unit_interval(x)(x), z = z_score(x)(x);
    // The means of [0, 1] and nothing else taken away: better.
    BOOST_TEST(number_with_bias(centered(unit)(unit)) <
               0.7 * number_with_bias(unit));
    // The spreads made 1 as well: better still.
    BOOST_TEST(2 * number_with_bias(z) <
               number_with_bias(centered(unit)(unit)));
    // And the z-score with its means put back: worse again.
    arma::mat back = z;
    back.each_col() += arma::vec(arma::mean(x, 1) / arma::stddev(x, 1, 1));
    BOOST_TEST(number_with_bias(back) > 10 * number_with_bias(z));
  }
}

BOOST_AUTO_TEST_CASE(claim_raw_features_converge_below_their_own_limit) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto all = problems(make_flats(100, seed));
    const LeastSquares& raw = all[1].problem;
    const double limit = condition_of(raw).limit();
    arma::rowvec c = arma::eig_sym(raw.curvature()).t();
    for (double part : {0.1, 0.5, 0.9, 0.99}) {
      BOOST_TEST(arma::abs(1 - part * limit * c).max() < 1);
      double last = loss_after(raw, part * limit, 0);
      for (int steps : {1, 10, 100, 1000}) {
        const double loss = loss_after(raw, part * limit, steps);
        BOOST_TEST(loss < last);
        last = loss;
      }
    }
    // At the rate that suits the z-scores they explode.
    const double of_z = condition_of(all[4].problem).best_rate();
    const double exploded = loss_after(raw, of_z, 100);
    BOOST_TEST(!(exploded < 1e6 * loss_after(raw, of_z, 0)));
  }
}

BOOST_AUTO_TEST_CASE(claim_raw_features_need_1602696_steps) {
  // Along each axis the distance after t steps is known, (1 - r c)^t.
  const LeastSquares raw = problems(make_flats(100, 1))[1].problem;
  arma::vec c;
  arma::mat axes;
  arma::eig_sym(c, axes, raw.curvature());
  const arma::vec start = axes.t() * raw.best().t();
  const double rate = condition_of(raw).best_rate();
  const auto excess = [&](double steps) {
    return arma::accu(c % arma::square(start % arma::pow(1 - rate * c, steps)));
  };
  // The run's own rounding may cost it a few steps.
  BOOST_TEST(excess(1'602'696 - 20) > 1e-6 * excess(0));
  BOOST_TEST(excess(1'602'696 + 20) < 1e-6 * excess(0));
}

BOOST_AUTO_TEST_CASE(claim_no_scaling_of_single_features_makes_circles) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const arma::mat x = make_flats(100, seed).features;
    const arma::mat z = z_score(x)(x);
    const double rho =
        std::abs(arma::as_scalar(arma::cor(z.row(0).t(), z.row(1).t())));
    const double least = (1 + rho) / (1 - rho), rounding = 1 - 1e-12;
    const auto number = [](const arma::mat& features) {
      return condition_of({features, {}}).number();
    };
    BOOST_TEST(number(z) == least, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(least > 1.5);
    for (double factor = 0.01; factor < 100; factor *= 1.1) {
      arma::mat scaled = z;
      scaled.row(1) *= factor;
      BOOST_TEST(number(scaled) >= least * rounding);
    }
    const Components c = components_of(x);
    BOOST_TEST(number(pca_whitened(c, x)) < 1 + 1e-9);
  }
}

BOOST_AUTO_TEST_CASE(claim_along_an_axis_the_gradient_points_at_the_bottom) {
  // The example of the text: C = (5 4; 4 5), axes (1, 1) and (1, -1).
  const arma::mat x = arma::mat{{3, -3, 1, -1}, {3, -3, -1, 1}};
  const LeastSquares problem{x, arma::rowvec(4, arma::fill::zeros)};
  BOOST_TEST(largest_difference(problem.curvature(), {{5, 4}, {4, 5}}) == 0);
  const auto same = [&](const arma::rowvec& w, const arma::rowvec& gradient) {
    return arma::approx_equal(problem.gradient(w), gradient, "absdiff", 1e-15);
  };
  BOOST_TEST(same({1, 1}, {9, 9}));
  BOOST_TEST(same({1, -1}, {1, -1}));
  BOOST_TEST(same({1, 0}, {5, 4}));  // between them it points elsewhere
}

}  // namespace chapter02
