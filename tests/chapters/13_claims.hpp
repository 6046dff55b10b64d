/// What chapter 13 concludes from its numbers, restated with margins.
#pragma once

#include "13_reinforcement/bandit.hpp"
#include "13_reinforcement/compare.hpp"
#include "13_reinforcement/deep_training.hpp"
#include "13_reinforcement/dyna.hpp"
#include "13_reinforcement/td.hpp"
#include "13_tools.hpp"

namespace chapter13 {

// The machine's owner repairs sooner, the farther he looks.
BOOST_AUTO_TEST_CASE(a_larger_gamma_repairs_earlier) {
  const Mdp machine = worn_machine();
  const auto repairs = [&](double gamma) {
    return arma::accu(
        policy_iteration(machine, {0, 0, 0}, gamma).policies.back());
  };
  BOOST_TEST(repairs(0) == 0u);
  BOOST_TEST(repairs(0.5) == 1u);
  for (const double gamma : {0.7, 0.8, 0.9, 0.99})
    BOOST_TEST(repairs(gamma) == 2u);
}

// More sweeps with a larger gamma, as many as gamma^k = 1e-6 takes (times a
// constant); policy iteration takes few rounds with any.
BOOST_AUTO_TEST_CASE(sweeps_grow_with_gamma_and_rounds_do_not) {
  const Mdp machine = worn_machine();
  double before = 0;
  for (const double gamma : {0.5, 0.7, 0.8, 0.9, 0.99}) {
    const double sweeps =
        double(value_iteration(machine, gamma, 1e-6).n_cols) - 1;
    BOOST_TEST(sweeps > 1.4 * before);
    BOOST_TEST(sweeps < 1.2 * std::log(1e-6) / std::log(gamma) + 5);
    before = sweeps;
    const auto rounds =
        policy_iteration(machine, {0, 0, 0}, gamma).policies.size();
    BOOST_TEST(rounds <= 4u);
  }
}

// Each at its own best rate, chosen with other walks: by more than five
// standard errors of the difference, with three seeds.
BOOST_AUTO_TEST_CASE(td_beats_whole_returns_on_the_walk) {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const auto score = [&](Target target) {
      const double rate = best_rate(target, td_rates, 50, seed + 1000);
      BOOST_TEST(rate > td_rates.front());  // at no end of those tried
      BOOST_TEST(rate < td_rates.back());
      return score_of(errors_of_runs(target, rate, 100, 100, seed));
    };
    const Score td = score(Target::next_value);
    const Score whole = score(Target::whole_return);
    BOOST_TEST(td.mean + 5 * std::hypot(td.error, whole.error) < whole.mean);
    BOOST_TEST(td.mean < 0.7 * whole.mean);
  }
}

// A large rate is ahead at first and behind in the end.
BOOST_AUTO_TEST_CASE(a_large_rate_is_fast_first_and_noisy_later) {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const arma::rowvec large =
        arma::mean(errors_of_runs(Target::next_value, 0.15, 100, 100, seed), 0);
    const arma::rowvec small =
        arma::mean(errors_of_runs(Target::next_value, 0.05, 100, 100, seed), 0);
    BOOST_TEST(large(20) < 0.6 * small(20));
    BOOST_TEST(small(100) < 0.6 * large(100));
  }
}

// Online, SARSA is far ahead; the way that Q-learning has learned is the best.
BOOST_AUTO_TEST_CASE(q_learning_knows_the_best_way_and_sarsa_falls_less) {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const Runs careful = cliff_runs(Method::sarsa, {}, 50, seed);
    const Runs bold = cliff_runs(Method::q_learning, {}, 50, seed);
    BOOST_TEST(arma::mean(last_returns(careful)) >
               arma::mean(last_returns(bold)) + 15);
    // Run by run, too, nearly always.
    const arma::vec ahead = last_returns(careful) - last_returns(bold);
    BOOST_TEST(arma::accu(ahead > 0) >= 48u);
    BOOST_TEST(arma::accu(bold.greedy == -13) >= 49u);
    BOOST_TEST(arma::accu(careful.greedy == -13) == 0u);
    BOOST_TEST(arma::accu(careful.greedy == -17) >= 30u);
  }
}

// Exactly: what random steps cost, on the edge and on the careful way.
BOOST_AUTO_TEST_CASE(the_edge_costs_more_the_more_one_explores) {
  BOOST_TEST(edge_return(0) == -13, tt::tolerance(rounding));
  double gap = -1e-9;
  for (const double epsilon : {0.0, 0.01, 0.05, 0.1, 0.2, 0.4}) {
    const auto [exploring, greedy] = careful_return(epsilon);
    BOOST_TEST(exploring - edge_return(epsilon) > gap);
    gap = exploring - edge_return(epsilon);
    if (epsilon > 0) BOOST_TEST(greedy <= -15 + rounding);
  }
  BOOST_TEST(careful_return(0.1).greedy == -15, tt::tolerance(rounding));
  BOOST_TEST(careful_return(0.2).greedy == -17, tt::tolerance(rounding));
  // Below half of the price at 0.1.
  BOOST_TEST(careful_return(0.1).exploring > edge_return(0.1) / 2);
}

// With a small rate, SARSA comes to the exact values, and to their way.
BOOST_AUTO_TEST_CASE(slow_sarsa_comes_to_the_best_way_for_its_epsilon) {
  Lessons slow;
  slow.alpha = 0.05, slow.episodes = 5000;
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const Runs runs = cliff_runs(Method::sarsa, slow, 10, seed);
    const double exact = careful_return(0.1).exploring;
    // Ten runs of 100 episodes: three standard errors of 2.2 / sqrt(10).
    BOOST_TEST(std::abs(arma::mean(last_returns(runs)) - exact) < 2.1);
    BOOST_TEST(arma::accu(runs.greedy == -15) >= 8u);
    // A large rate chases each fall: farther from the edge than it pays.
    const Runs fast = cliff_runs(Method::sarsa, {}, 10, seed);
    BOOST_TEST(arma::accu(fast.greedy == -15) <= 2u);
    BOOST_TEST(arma::mean(last_returns(fast)) <
               arma::mean(last_returns(runs)) - 2);
  }
}

// Less exploration: both gain, and SARSA keeps its way.
BOOST_AUTO_TEST_CASE(exploring_less_pays_and_does_not_move_sarsas_way) {
  Lessons lessons;
  lessons.alpha = 0.1, lessons.episodes = 5000;
  Lessons less = lessons;
  less.epsilon = explore_less(0.1, 200);
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const auto mean = [&](Method method, const Lessons& how) {
      return arma::mean(last_returns(cliff_runs(method, how, 5, seed)));
    };
    BOOST_TEST(mean(Method::sarsa, less) > mean(Method::sarsa, lessons) + 3);
    BOOST_TEST(mean(Method::q_learning, less) >
               mean(Method::q_learning, lessons) + 20);
    BOOST_TEST(mean(Method::q_learning, less) > -15.5);
    const Runs runs = cliff_runs(Method::sarsa, less, 5, seed);
    BOOST_TEST(arma::accu(runs.greedy == -15) == 5u);
  }
}

// Regret after 1000 pulls: a little exploration beats none and much; one that
// decays beats all that stay. By four standard errors, with three seeds.
BOOST_AUTO_TEST_CASE(exploration_that_decays_has_the_least_regret) {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const auto games = [&](const Epsilon& epsilon) {
      return play_many(epsilon, 1000, 400, seed);
    };
    const Games none = games(constant(0)), little = games(constant(0.01)),
                tenth = games(constant(0.1)), much = games(constant(0.3)),
                decays = games(decaying(10));
    const auto below = [](const Games& a, const Games& b) {
      return a.regret.back() + 4 * std::hypot(a.error, b.error) <
             b.regret.back();
    };
    BOOST_TEST(below(tenth, little));
    BOOST_TEST(below(tenth, much));
    BOOST_TEST(below(tenth, none));
    BOOST_TEST(below(little, none));
    BOOST_TEST(below(decays, tenth));
    // A constant epsilon loses the same in every pull, from some time on.
    const double late = much.regret(999) - much.regret(799);
    const double middle = much.regret(799) - much.regret(599);
    BOOST_TEST(late > 0.85 * middle);
  }
}

// Remembered steps save real ones: each amount at least a quarter more.
BOOST_AUTO_TEST_CASE(planning_saves_real_steps) {
  const Mdp mdp = cliff_walk();
  Lessons lessons;
  lessons.episodes = 100;
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    double before = 1e9;
    for (const int planning : {0, 1, 5, 50}) {
      arma::vec steps(11);
      for (std::uint32_t run = 0; run < 11; ++run)
        steps(run) =
            steps_until(dyna_q(mdp, cliff::start, lessons, planning,
                               nn::Random(seed, nn::Stream::general, run)),
                        -13);
      BOOST_TEST(arma::median(steps) < 0.75 * before);
      before = arma::median(steps);
    }
  }
}

// The largest mean is too large, less so with more pulls; judged by other
// pulls than those that chose, it is not.
BOOST_AUTO_TEST_CASE(judging_apart_takes_the_bias_away) {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const nn::Random random(seed);
    BOOST_TEST(mean_of_largest(10, 2, 3000, random) > 1);
    BOOST_TEST(mean_of_largest(10, 10, 3000, random) > 0.4);
    BOOST_TEST(mean_of_largest(10, 50, 3000, random) < 0.3);
    for (const int pulls : {2, 10, 50})
      BOOST_TEST(std::abs(mean_of_largest_in_halves(10, pulls, 3000, random)) <
                 4 / std::sqrt(3000.0 * pulls / 2));
  }
}

BOOST_AUTO_TEST_CASE(leaning_is_better_than_chance_and_not_enough) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed)
    BOOST_TEST(judge_leaning() > judge_random(seed) + 8);
  BOOST_TEST(judge_leaning() < 0.1 * longest_episode);
}

/// The ten trainings that the program shows.
inline const std::vector<DeepCurve>& ten_trainings() {
  static const auto curves = train_seeds({}, 1, 10);
  return curves;
}

// Every seed learns to balance far longer than chance or leaning do; the
// median is several times that.
BOOST_AUTO_TEST_CASE(all_ten_networks_learn_to_balance) {
  BOOST_TEST(judge_random(1) < 35);
  BOOST_TEST(judge_leaning() < 50);
  const arma::vec half = later_half(ten_trainings());
  BOOST_TEST(half.min() > 3 * judge_leaning());
  BOOST_TEST(arma::median(half) > 250);
}

// Once good is not good for ever: after its best evaluation, about half of the
// networks lose a quarter of it or more at some later one.
BOOST_AUTO_TEST_CASE(networks_get_worse_again_while_they_train) {
  int fell = 0;
  for (const DeepCurve& curve : ten_trainings()) {
    const arma::uword best = curve.lengths.head(9).index_max();
    fell += curve.lengths.tail(9 - best).min() < 0.75 * curve.lengths(best);
  }
  BOOST_TEST(fell >= 4);
}

// The networks expect more than the copies made so far can justify.
BOOST_AUTO_TEST_CASE(the_networks_expect_too_much) {
  const DeepSettings settings;
  for (const DeepCurve& curve : ten_trainings())
    for (arma::uword i = 1; i < curve.steps.n_elem; ++i) {
      const double copies =
          (curve.steps(i) - settings.begin) / double(settings.refresh);
      const double most =
          (1 - std::pow(settings.gamma, copies + 1)) / (1 - settings.gamma);
      BOOST_TEST(curve.values(i) > 1.05 * most);
    }
}

}  // namespace chapter13
