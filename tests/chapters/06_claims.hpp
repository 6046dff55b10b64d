/// What the page concludes about optimizers on surfaces. No chance has a part
/// in any of it.
#pragma once

#include <numbers>

#include "chapters/06_tools.hpp"

/// race(surface, memory_too) of all four, computed once.
inline const std::vector<std::vector<Best>>& races(bool memory_too) {
  const auto all = [](bool too) {
    std::vector<std::vector<Best>> results;
    for (const Surface& surface : all_surfaces())
      results.push_back(race(surface, too));
    return results;
  };
  static const auto rate_only = all(false), everything = all(true);
  return memory_too ? everything : rate_only;
}

enum { on_valley, on_turned, on_rosenbrock, on_saddle };

/// Steps to the goal; a method that does not get there fails.
inline int steps_of(Method method, int surface, bool memory_too) {
  const Best& best =
      races(memory_too)[std::size_t(surface)][std::size_t(method)];
  BOOST_REQUIRE(best.method == method);
  BOOST_REQUIRE(best.steps > 0);
  return best.steps;
}

BOOST_AUTO_TEST_CASE(claim_the_gradient_points_at_the_wall) {
  // On the points of the map: within 15 degrees of the way straight to a wall,
  // and of the way to the minimum. Counted in Python: 85 % and 11 %.
  const double near = std::cos(std::numbers::pi / 12);
  int wall = 0, minimum = 0, all = 0;
  for (double x = -8; x <= 8; x += 0.25)
    for (double y = -5; y <= 5; y += 0.25) {
      const arma::vec w{x, y}, g = valley().gradient(w);
      if (arma::norm(w) == 0) continue;
      ++all;
      wall += std::abs(g(1)) > near * arma::norm(g);
      minimum += arma::dot(g, w) > near * arma::norm(g) * arma::norm(w);
    }
  BOOST_TEST(wall > 0.8 * all);
  BOOST_TEST(minimum < 0.15 * all);
}

BOOST_AUTO_TEST_CASE(claim_no_rate_suits_wall_and_floor) {
  const Run wall = descend(valley(), Method::sgd, 0.5, 10);   // 1 - 2 * 0.5 = 0
  const Run floor = descend(valley(), Method::sgd, 10.0, 5);  // 1 - 10 / 10
  BOOST_TEST(std::abs(wall.path(1, 1)) < 1e-12);
  BOOST_TEST(wall.path(0, 10) < -7.0 / 2);  // more than half the way is left
  BOOST_TEST(std::abs(floor.path(0, 1)) < 1e-12);
  for (arma::uword t = 1; t <= 5; ++t) {
    BOOST_TEST(floor.path(1, t) * floor.path(1, t - 1) < 0);
    BOOST_TEST(floor.height(t) > floor.height(t - 1));
  }
}

BOOST_AUTO_TEST_CASE(claim_the_zigzag_is_the_rate) {
  const auto crossings = [](double rate) {
    const arma::rowvec y = descend(valley(), Method::sgd, rate, 30).path.row(1);
    return arma::accu(y.head(30) % y.tail(30) < 0);
  };
  BOOST_TEST(crossings(0.95) == 30u);
  BOOST_TEST(crossings(0.4) == 0u);
  // At another rate AdaGrad is the slower of the two: 1.0 against 0.05.
  const double sgd = descend(valley(), Method::sgd, 0.63, 30).height.back();
  const double ada = descend(valley(), Method::adagrad, 0.3, 30).height.back();
  BOOST_TEST(5 * sgd < ada);
}

BOOST_AUTO_TEST_CASE(claim_adam_does_not_notice_a_factor_on_the_loss) {
  const auto path = [](Method method, double factor) {
    Surface surface = turned_valley();
    surface.gradient = [=](const arma::vec& w) {
      return arma::vec(factor * turned_valley().gradient(w));
    };
    return descend(surface, method, 0.3, 30).path;
  };
  // epsilon, 1e-8, against gradients of 0.01 and more.
  BOOST_TEST(arma::abs(path(Method::adam, 1000) - path(Method::adam, 1)).max() <
             1e-4);
  BOOST_TEST(path(Method::sgd, 1000).n_cols < 31);  // diverged
}

BOOST_AUTO_TEST_CASE(
    claim_a_step_under_a_constant_gradient_shrinks_in_adagrad) {
  ByFormula paper{Method::adagrad, 1, {0.0}};
  double before = 0;
  for (int t = 1; t <= 100; ++t) {
    paper.step([](const arma::vec&) { return arma::vec{3.0}; });
    check_near(before - paper.w(0), 1 / std::sqrt(t), 1e-8);  // epsilon / 3
    before = paper.w(0);
  }
}

BOOST_AUTO_TEST_CASE(claim_the_turn_costs_only_those_with_a_rate_for_each) {
  for (const bool memory_too : {false, true}) {
    const auto both = [&](Method m) {
      return std::pair{steps_of(m, on_valley, memory_too),
                       steps_of(m, on_turned, memory_too)};
    };
    for (Method m : {Method::sgd, Method::momentum, Method::nesterov})
      BOOST_TEST(both(m).first == both(m).second, name_of(m));
    BOOST_TEST(both(Method::adagrad).second > 5 * both(Method::adagrad).first);
  }
  const auto all_chosen = [](Method m, int surface) {
    return steps_of(m, surface, true);
  };
  BOOST_TEST(all_chosen(Method::rmsprop, on_turned) >
             5 * all_chosen(Method::rmsprop, on_valley));
  BOOST_TEST(all_chosen(Method::adam, on_turned) >
             2 * all_chosen(Method::adam, on_valley));
}

BOOST_AUTO_TEST_CASE(claim_in_the_bent_valley_a_memory_of_the_way_wins) {
  const auto steps = [](Method m) { return steps_of(m, on_rosenbrock, true); };
  const int slowest_with = std::max(
      {steps(Method::momentum), steps(Method::nesterov), steps(Method::adam)});
  const int fastest_without = std::min(
      {steps(Method::sgd), steps(Method::adagrad), steps(Method::rmsprop)});
  BOOST_TEST(5 * slowest_with < fastest_without);  // 296 and 2602
  // Take the memory away, and the lead goes: with mu = 0 it is SGD.
  const Best forgetful = best_rate(rosenbrock(), Method::momentum, {0.0});
  BOOST_TEST(forgetful.steps == steps(Method::sgd));
  // Adam without beta1: 3455 at best (beta2 = 0.9), -1: not within 6000.
  for (double beta2 : {0.9, 0.99, 0.999, 0.9999}) {
    const Best adam = best_rate(rosenbrock(), Method::adam, {0.0, beta2});
    BOOST_TEST((adam.steps < 0 || adam.steps > 3000), beta2);
  }
}

BOOST_AUTO_TEST_CASE(claim_rmsprop_cannot_settle_but_with_a_long_memory) {
  // With a = 0.9 at most one of the other five is slower.
  for (int surface : {on_valley, on_turned, on_rosenbrock, on_saddle}) {
    int slower = 0;
    for (Method m : six_methods)
      slower += steps_of(m, surface, false) >
                steps_of(Method::rmsprop, surface, false);
    BOOST_TEST(slower <= 1);
  }
  // After 200 steps it still jumps by more than the rate.
  for (double rate : {0.04, 0.1, 0.3}) {
    const arma::mat path =
        descend(valley(), Method::rmsprop, rate, 300).path.tail_cols(100);
    const arma::mat steps = path.tail_cols(99) - path.head_cols(99);
    BOOST_TEST(arma::sqrt(arma::sum(arma::square(steps))).max() > rate);
  }
  // With a = 0.999 it is AdaGrad at sqrt(1000) times the rate, for as long as
  // 0.999^t is almost 1; the start is 7 away.
  const Run ada = descend(turned_valley(), Method::adagrad, 2.5, 60);
  const Run rms = descend(turned_valley(), Method::rmsprop,
                          2.5 / std::sqrt(1000), 60, {0.999});
  BOOST_TEST(arma::abs(ada.path - rms.path).max() < 0.1);
  for (int surface : {on_valley, on_turned, on_saddle})
    BOOST_TEST(3 * steps_of(Method::rmsprop, surface, true) <
               steps_of(Method::rmsprop, surface, false));
}

BOOST_AUTO_TEST_CASE(claim_a_saddle_looks_like_the_end) {
  const arma::vec h =
      descend(saddle(), Method::sgd, std::pow(10, -0.2), 30).height;
  BOOST_TEST(h(2) - h(11) < 0.05);  // of 1.375: 0.271 to 0.228
  BOOST_TEST(h(16) < 1e-3);
  // With the usual constants only AdaGrad and Nesterov are ahead of SGD.
  for (Method m : six_methods)
    if (m != Method::adagrad && m != Method::nesterov && m != Method::sgd)
      BOOST_TEST(steps_of(m, on_saddle, false) >
                 3 * steps_of(Method::sgd, on_saddle, false));
  // With everything chosen all six are done soon, the last after 16 steps.
  for (Method m : six_methods)
    BOOST_TEST(steps_of(m, on_saddle, true) <= 20);
}

BOOST_AUTO_TEST_CASE(claim_no_optimizer_is_first_everywhere) {
  for (Method m : six_methods) {
    bool beaten_by_far = false;
    for (int surface : {on_valley, on_turned, on_rosenbrock, on_saddle})
      for (Method other : six_methods)
        beaten_by_far |=
            2 * steps_of(other, surface, true) <= steps_of(m, surface, true);
    BOOST_TEST(beaten_by_far, name_of(m));
  }
}

BOOST_AUTO_TEST_CASE(claim_what_may_be_chosen_turns_the_order_of_the_valley) {
  const int sgd = steps_of(Method::sgd, on_valley, false);
  for (Method m : {Method::momentum, Method::rmsprop, Method::adam}) {
    BOOST_TEST(sgd < steps_of(m, on_valley, false), name_of(m));
    BOOST_TEST(3 * steps_of(m, on_valley, true) < sgd, name_of(m));
  }
  for (Method m : six_methods)
    if (m != Method::sgd)
      BOOST_TEST(2 * steps_of(m, on_valley, true) < sgd, name_of(m));
}

BOOST_AUTO_TEST_CASE(claim_the_search_that_gives_up_early_finds_the_same) {
  for (Method m : six_methods) {
    Best slow{m};
    for (int k = -20; k <= 5; ++k) {
      const double rate = std::pow(10, k / 5.0);
      const int steps = steps_to_goal(descend(saddle(), m, rate, 300), 1e-3);
      if (steps >= 0 && (slow.steps < 0 || steps < slow.steps))
        slow = {m, rate, {}, steps};
    }
    const Best fast = best_rate(saddle(), m);
    BOOST_TEST(fast.steps == slow.steps, name_of(m));
    BOOST_TEST(fast.rate == slow.rate, name_of(m));
  }
}
