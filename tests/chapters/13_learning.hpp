/// Learning from experience: temporal differences, SARSA, Q-learning, Dyna, and
/// ten arms.
#pragma once

#include "13_reinforcement/bandit.hpp"
#include "13_reinforcement/compare.hpp"
#include "13_reinforcement/dyna.hpp"
#include "13_reinforcement/td.hpp"
#include "13_tools.hpp"

namespace chapter13 {

// Row 43d: (13.6)
BOOST_AUTO_TEST_CASE(row_43d_temporal_differences_by_hand) {
  arma::vec v{1, 2, 4};
  // 3 + 0.5 * 4 - 2 = 3, a quarter of it.
  BOOST_TEST(td_update(v, 1, 3, 2, 0.25, 0.5) == 3);
  BOOST_TEST(distance(v, arma::vec{1, 2.75, 4}) == 0);
}

// Row 43d
BOOST_AUTO_TEST_CASE(row_43d_whole_returns_by_hand) {
  arma::vec v{0, 0, 0};
  // Returns from the end: 4, then 2 + 0.5 * 4 = 4, then 1 + 0.5 * 4 = 3; state
  // 0 was visited twice, its later return comes first.
  monte_carlo_update(v, {{0, 1, 0, 2}, {1, 2, 4}}, 0.5, 0.5);
  // 0: 4 / 2 = 2, then 2 + (3 - 2) / 2; 1: 4 / 2.
  BOOST_TEST(distance(v, arma::vec{2.5, 2, 0}) == 0);
}

// Row 43d: published, Sutton and Barto 2018, example 6.2.
BOOST_AUTO_TEST_CASE(row_43d_the_walks_true_values_are_sixths) {
  const Mdp walk = random_walk();
  const arma::vec v = policy_value(walk, Policy(1, 7, arma::fill::ones), 1);
  const arma::vec published{0, 1 / 6., 2 / 6., 3 / 6., 4 / 6., 5 / 6., 0};
  BOOST_TEST(distance(v, published) < rounding);
  BOOST_TEST(distance(walk_truth(), published) < rounding);
}

// Row 43d: from (13.6), only the last step of the first walk has a difference.
BOOST_AUTO_TEST_CASE(row_43d_the_first_walk_changes_one_value) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const arma::mat v =
        learn_walk(Target::next_value, 0.1, 1, nn::Random(seed));
    const arma::vec change = v.col(1) - v.col(0);
    BOOST_TEST(arma::accu(change != 0) == 1u);
    const bool low = std::abs(change(1) + 0.05) < rounding;
    BOOST_TEST((low || std::abs(change(5) - 0.05) < rounding));
  }
}

// Row 43d
BOOST_AUTO_TEST_CASE(row_43d_td_values_come_to_the_true_ones) {
  // Of the start, 0.99^2000 is left. Where a walk has just ended, A has moved
  // toward 0 or E toward 1: a quarter of alpha. The rest is chance, 0.004.
  arma::vec sum(7, arma::fill::zeros);
  for (std::uint32_t run = 0; run < 40; ++run)
    sum += learn_walk(Target::next_value, 0.01, 2000,
                      nn::Random(1, nn::Stream::data, run))
               .tail_cols(1);
  BOOST_TEST(distance(sum / 40, walk_truth()) < 0.0025 + 4 * 0.004);
}

// Row 43d: the figure of example 6.2, read with a ruler: +- 0.02.
BOOST_AUTO_TEST_CASE(row_43d_errors_are_those_of_the_published_figure) {
  const auto last = [](Target target, double alpha) {
    return arma::mean(errors_of_runs(target, alpha, 100, 100, 1).col(100));
  };
  BOOST_TEST(std::abs(last(Target::next_value, 0.05) - 0.035) < 0.02);
  BOOST_TEST(std::abs(last(Target::next_value, 0.15) - 0.07) < 0.02);
  BOOST_TEST(std::abs(last(Target::whole_return, 0.01) - 0.10) < 0.02);
  BOOST_TEST(std::abs(last(Target::whole_return, 0.04) - 0.11) < 0.02);
}

// Row 43d
BOOST_AUTO_TEST_CASE(row_43d_the_cliff_cell_by_cell) {
  using namespace cliff;
  const Mdp mdp = cliff_walk();
  BOOST_TEST(mdp.states() == 48u);
  const auto is = [&](arma::uword s, arma::uword action, arma::uword next,
                      double reward) {
    const Outcomes& outcomes = mdp.of[s][action];
    BOOST_TEST(outcomes.size() == 1u);
    BOOST_TEST(outcomes[0].next == next);
    BOOST_TEST(outcomes[0].reward == reward);
  };
  is(start, up, cell(2, 0), -1);
  is(start, right, start, -100);
  is(start, left, start, -1);
  is(start, down, start, -1);
  is(cell(2, 5), down, start, -100);
  is(cell(2, 5), left, cell(2, 4), -1);
  is(cell(0, 11), right, cell(0, 11), -1);
  is(cell(0, 11), up, cell(0, 11), -1);
  is(cell(2, 11), down, goal, -1);
  BOOST_TEST(mdp.ends(goal));
  BOOST_TEST(!mdp.ends(start));
}

// Row 43d: published, 13 steps; and a cell that is k steps from the goal
// settles in sweep k.
BOOST_AUTO_TEST_CASE(row_43d_the_best_way_along_the_cliff_costs_13) {
  const arma::mat v = value_iteration(cliff_walk(), 1, 0);
  BOOST_TEST(v(cliff::start, v.n_cols - 1) == -13);
  BOOST_TEST(v(cliff::cell(0, 0), v.n_cols - 1) == -14);
  BOOST_TEST(v.n_cols - 1 == 15u);
}

// Row 43d
BOOST_AUTO_TEST_CASE(
    row_43d_epsilon_greedy_takes_each_action_as_often_as_said) {
  nn::Random random(1);
  const arma::vec q{0, 2, 2, 1};
  arma::vec counts(4, arma::fill::zeros);
  for (int i = 0; i < 20000; ++i)
    ++counts(epsilon_greedy(q, 0.2, random));
  const arma::vec p{0.05, 0.85, 0.05, 0.05};
  for (arma::uword a = 0; a < 4; ++a)
    BOOST_TEST(
        near(counts(a) / 20000, p(a), std::sqrt(p(a) * (1 - p(a))), 20000));
  for (int i = 0; i < 1000; ++i)
    BOOST_TEST_REQUIRE(epsilon_greedy(q, 0, random) == 1u);
}

// Row 43d: (13.7) and (13.8)
BOOST_AUTO_TEST_CASE(row_43d_both_targets_by_hand) {
  const arma::vec q_next{3, 8, -2};
  BOOST_TEST(sarsa_target(1, 0.5, q_next, 2) == 0);
  BOOST_TEST(sarsa_target(1, 0.5, q_next, 0) == 2.5);
  BOOST_TEST(q_learning_target(1, 0.5, q_next) == 5);
}

// Row 43d: two states in a row and one action, worked out by hand.
BOOST_AUTO_TEST_CASE(row_43d_two_episodes_by_hand) {
  const Mdp row{1, {{{{1, 1, -1}}}, {{{1, 2, 2}}}, {}}};
  Lessons lessons{2, 0.5, 0.5, always_explore(0)};
  for (const Learned& learned : {sarsa(row, 0, lessons, nn::Random(1)),
                                 q_learning(row, 0, lessons, nn::Random(1))}) {
    // First -1 / 2 and 2 / 2; then -0.5 + (-1 + 1 / 2 + 0.5) / 2, 1 + 1 / 2.
    BOOST_TEST(distance(learned.q, arma::mat{{-0.5, 1.5, 0}}) == 0);
    BOOST_TEST(distance(learned.returns, arma::vec{1, 1}) == 0);
  }
}

// Row 43d: with random actions only, SARSA learns what those are worth, and
// Q-learning what the best ones are worth. Both by linear equations.
BOOST_AUTO_TEST_CASE(row_43d_sarsa_values_its_own_actions_q_learning_the_best) {
  // From 0 to 1 or back to 0; from 1 to the end, or back to 0.
  const Mdp mdp{
      2, {{{{1, 1, -1}}, {{1, 0, -1}}}, {{{1, 2, 5}}, {{1, 0, -1}}}, {}}};
  Lessons lessons{4000, 0.02, 0.9, always_explore(1)};
  const arma::vec own = policy_value(mdp, Policy(2, 3).fill(0.5), 0.9);
  const arma::vec best = policy_iteration(mdp, {0, 0, 0}, 0.9).v;
  const arma::mat s = sarsa(mdp, 0, lessons, nn::Random(1)).q;
  const arma::mat q = q_learning(mdp, 0, lessons, nn::Random(1)).q;
  // Nothing is random in what Q-learning follows here: 0.98^2000 is left.
  BOOST_TEST(distance(q, action_values(mdp, best, 0.9)) < 1e-10);
  // A deviation of about 5 sqrt(0.02 / 2).
  BOOST_TEST(distance(s, action_values(mdp, own, 0.9)) < 1);
  BOOST_TEST(distance(s, action_values(mdp, best, 0.9)) > 3);
}

// Row 43d: published for example 6.6: about -25 and about -50.
BOOST_AUTO_TEST_CASE(row_43d_returns_on_the_cliff_are_the_published_ones) {
  const auto mean = [](Method method) {
    return arma::mean(last_returns(cliff_runs(method, {}, 100, 1)));
  };
  BOOST_TEST(std::abs(mean(Method::sarsa) + 25) < 5);
  BOOST_TEST(std::abs(mean(Method::q_learning) + 50) < 5);
}

// Row 43d: without planning, step by step the same.
BOOST_AUTO_TEST_CASE(row_43d_dyna_without_planning_is_q_learning) {
  Lessons lessons;
  lessons.episodes = 50;
  const Mdp mdp = cliff_walk();
  const arma::mat q = q_learning(mdp, cliff::start, lessons, nn::Random(2)).q;
  const auto dyna = dyna_q(mdp, cliff::start, lessons, 0, nn::Random(2));
  BOOST_TEST(distance(dyna.q, q) == 0);
  // Planning uses what was seen: no value below or above what can be.
  const auto planned = dyna_q(mdp, cliff::start, lessons, 20, nn::Random(2));
  BOOST_TEST(planned.q.max() <= 0);
  BOOST_TEST(planned.returns.back() == -13);
}

// Row 43d: published, Sutton and Barto 2018, figure 2.2: 1.54 is the most, a
// greedy player gets about 1, one with epsilon 0.1 takes the best arm about 80
// percent of the time.
BOOST_AUTO_TEST_CASE(row_43d_ten_arms_pay_what_is_published) {
  const Games greedy = play_many(constant(0), 1000, 500, 1);
  const Games tenth = play_many(constant(0.1), 1000, 500, 1);
  const auto end = [](const arma::vec& all) {
    return arma::mean(all.tail(100));
  };
  BOOST_TEST(std::abs(end(greedy.reward) - 1.0) < 0.1);
  BOOST_TEST(std::abs(end(greedy.best) - 0.36) < 0.06);
  BOOST_TEST(std::abs(end(tenth.best) - 0.8) < 0.05);
  // Regret is the sum of what was lost: the best arm pays 1.5388 in the mean.
  const double most = greedy.regret.back() / 1000 + arma::mean(greedy.reward);
  BOOST_TEST(near(most, 1.5388, 0.587, 500));  // of the largest of ten
}

// Row 43d: the largest of ten normal numbers is 1.5388 in the mean (published).
BOOST_AUTO_TEST_CASE(row_43d_the_largest_mean_is_1_54_deviations_too_large) {
  for (const int pulls : {1, 4, 16}) {
    const double root = std::sqrt(double(pulls));
    BOOST_TEST(near(mean_of_largest(10, pulls, 4000, nn::Random(1)),
                    1.5388 / root, 0.587 / root, 4000));
  }
  BOOST_TEST(near(mean_of_largest_in_halves(10, 8, 4000, nn::Random(1)), 0, 0.5,
                  4000));
}

// Row 43d: the action that the target looks at is the one that is taken next.
BOOST_AUTO_TEST_CASE(row_43d_sarsa_takes_the_action_that_it_learned_from) {
  const Mdp mdp{
      2, {{{{1, 1, -1}}, {{1, 0, -1}}}, {{{1, 2, 5}}, {{1, 0, -1}}}, {}}};
  const Lessons lessons{20, 0.3, 0.9, always_explore(0.5)};
  nn::Random random(4);
  arma::mat q(2, 3, arma::fill::zeros);
  for (int i = 0; i < lessons.episodes; ++i) {
    arma::uword s = 0, a = epsilon_greedy(q.col(s), 0.5, random);
    while (!mdp.ends(s)) {
      const Outcome outcome = sample(mdp, s, a, random);
      const arma::uword then = epsilon_greedy(q.col(outcome.next), 0.5, random);
      q(a, s) += 0.3 * (outcome.reward + 0.9 * q(then, outcome.next) - q(a, s));
      s = outcome.next;
      a = then;
    }
  }
  BOOST_TEST(distance(sarsa(mdp, 0, lessons, nn::Random(4)).q, q) < 1e-12);
}

// Row 43d
BOOST_AUTO_TEST_CASE(row_43d_exploration_decays_like_c_over_c_plus_t) {
  BOOST_TEST(decaying(10)(0) == 1);
  BOOST_TEST(decaying(10)(30) == 0.25);
}

}  // namespace chapter13
