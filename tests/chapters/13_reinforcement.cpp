// Chapter 13: what its text and its program claim. Here: a process that is
// known. Learning from experience is in 13_learning.hpp, the cart in
// 13_cart.hpp, conclusions in 13_claims.hpp.
#include "nn/core/error.hpp"

#include "chapters/13_cart.hpp"
#include "chapters/13_learning.hpp"
#include "chapters/13_tools.hpp"

// What the page concludes: with a sanitizer, that takes minutes.
#ifndef __SANITIZE_ADDRESS__
#include "chapters/13_claims.hpp"
#endif

using namespace chapter13;

// Row 43d
BOOST_AUTO_TEST_CASE(row_43d_returns_worked_out_by_hand) {
  const arma::vec rewards{4, 4, 2, -1, 4};
  BOOST_TEST(discounted(rewards, 0) == 4);
  // 4 + 2 + 0.5 - 0.125 + 0.25
  BOOST_TEST(discounted(rewards, 0.5) == 6.625);
  BOOST_TEST(discounted(rewards, 1) == 13);
  BOOST_TEST(discounted({}, 0.5) == 0);
  // (13.1): each return is a reward plus gamma times the next one.
  BOOST_TEST(
      discounted(rewards, 0.9) == 4 + 0.9 * discounted(rewards.tail(4), 0.9),
      tt::tolerance(rounding));
}

// Row 43d
BOOST_AUTO_TEST_CASE(row_43d_value_iteration_worked_out_by_hand) {
  // Halves of halves: no rounding at all.
  const Mdp machine = worn_machine();
  const arma::mat v = value_iteration(machine, 0.5, 1e-6);
  BOOST_TEST(distance(v.col(0), arma::vec{0, 0, 0}) == 0);
  BOOST_TEST(distance(v.col(1), arma::vec{4, 2, 0}) == 0);
  // good: 4 + (4/2 + 2/2)/2; worn: 2 + (2/2 + 0/2)/2; broken: 0.
  BOOST_TEST(distance(v.col(2), arma::vec{5.5, 2.5, 0}) == 0);
  BOOST_TEST(distance(v.col(3), arma::vec{6, 2.625, 0}) == 0);
  BOOST_TEST(distance(v.col(4), arma::vec{6.15625, 2.65625, 0}) == 0);
  const arma::mat q = action_values(machine, v.col(3), 0.5);
  const arma::mat by_hand{{6.15625, 2.65625, 0}, {4, 2, 0}};
  BOOST_TEST(distance(q, by_hand) == 0);
  // By hand from the three equations of run, run, repair: 106 / 17, 46 / 17
  // and 2 / 17.
  const arma::vec end = v.tail_cols(1);
  BOOST_TEST(distance(end * 17, arma::vec{106, 46, 2}) < 17 * 1e-6);
  BOOST_TEST(v.n_cols == 22u);
}

// Row 43d: with every policy of a small process tried out, by arma::solve.
BOOST_AUTO_TEST_CASE(row_43d_no_policy_is_ahead_of_the_optimal_values) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Mdp mdp = random_process(4, 3, seed);
    arma::vec best(4, arma::fill::value(-1e9));
    for (arma::uword code = 0; code < 81; ++code) {
      const arma::uvec actions{code % 3, code / 3 % 3, code / 9 % 3, code / 27};
      best = arma::max(best, policy_value(mdp, always(mdp, actions), 0.9));
    }
    const arma::vec swept = value_iteration(mdp, 0.9, 1e-12).tail_cols(1);
    // The rest after a change of 1e-12 is gamma / (1 - gamma) times that.
    BOOST_TEST(distance(swept, best) < 1e-11);
    const PolicyIteration found = policy_iteration(mdp, {0, 0, 0, 0}, 0.9);
    BOOST_TEST(distance(found.v, best) < 1e-11);
    BOOST_TEST(distance(backup(mdp, best, 0.9), best) < 1e-11);  // (13.4)
  }
}

// Row 43d
BOOST_AUTO_TEST_CASE(row_43d_a_policys_values_satisfy_bellmans_equation) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Mdp mdp = random_process(6, 3, seed);
    nn::Random random(seed);
    Policy policy(3, 6);
    policy.imbue([&] { return random.uniform(); });
    policy.each_row() /= arma::sum(policy, 0).eval();
    const arma::vec v = policy_value(mdp, policy, 0.95);
    // (13.3): the mean of worth() over the policy's actions is v again.
    const arma::mat q = action_values(mdp, v, 0.95);
    BOOST_TEST(distance(arma::sum(policy % q, 0).t(), v) < rounding);
  }
}

// Row 43d: the values are the mean of the returns of many walks.
BOOST_AUTO_TEST_CASE(row_43d_values_are_means_of_returns) {
  const Mdp machine = worn_machine();
  const arma::vec v = policy_value(machine, always(machine, {0, 1, 1}), 0.9);
  nn::Random random(3);
  arma::vec returns(4000), rewards(200);
  for (double& value : returns) {
    arma::uword state = machine::good;
    for (double& reward : rewards) {
      const Outcome outcome = sample(machine, state, state > 0, random);
      reward = outcome.reward, state = outcome.next;
    }
    value = discounted(rewards, 0.9);  // 0.9^200 = 7e-10 of it is cut off
  }
  BOOST_TEST(near(arma::mean(returns), v(0), arma::stddev(returns), 4000));
  BOOST_TEST(v(0) == 3.55 / 0.145, tt::tolerance(rounding));  // by hand
}

// Row 43d: (13.5)
BOOST_AUTO_TEST_CASE(row_43d_a_sweep_brings_values_closer_by_gamma) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Mdp mdp = random_process(8, 3, seed);
    nn::Random random(seed);
    for (const double gamma : {0.1, 0.5, 0.9, 0.99}) {
      arma::vec u(8), v(8);
      u.imbue([&] { return 10 * random.normal(); });
      v.imbue([&] { return 10 * random.normal(); });
      const double after =
          distance(backup(mdp, u, gamma), backup(mdp, v, gamma));
      BOOST_TEST(after <= gamma * distance(u, v) + rounding);
      // No smaller factor holds for all: values that differ by the same
      // number everywhere come closer by gamma exactly.
      BOOST_TEST(distance(backup(mdp, u + 3, gamma), backup(mdp, u, gamma)) ==
                     gamma * 3,
                 tt::tolerance(1e-11));
    }
  }
}

// Row 43d
BOOST_AUTO_TEST_CASE(row_43d_sweeps_stop_within_gamma_over_1_minus_gamma) {
  for (const double gamma : {0.5, 0.9, 0.99}) {
    const Mdp machine = worn_machine();
    const arma::mat v = value_iteration(machine, gamma, 1e-6);
    const arma::vec exact = policy_iteration(machine, {0, 0, 0}, gamma).v;
    BOOST_TEST(distance(v.tail_cols(1), exact) <=
               1e-6 * gamma / (1 - gamma) + 1e-9);
  }
}

// Row 43d
BOOST_AUTO_TEST_CASE(row_43d_every_round_of_policy_iteration_is_no_worse) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Mdp mdp = random_process(10, 4, seed);
    const auto found =
        policy_iteration(mdp, arma::uvec(10, arma::fill::zeros), 0.9);
    BOOST_TEST(found.policies.size() > 1u);
    arma::vec before(10, arma::fill::value(-1e9));
    for (const arma::uvec& policy : found.policies) {
      const arma::vec v = policy_value(mdp, always(mdp, policy), 0.9);
      BOOST_TEST(arma::vec(v - before).min() >= -rounding);
      before = v;
    }
  }
}

// Row 43d
BOOST_AUTO_TEST_CASE(row_43d_outcomes_come_as_often_as_they_should) {
  Mdp mdp{1, {{{{0.2, 0, 1}, {0.5, 0, 2}, {0.3, 0, 3}}}}};
  nn::Random random(1);
  arma::vec counts(3, arma::fill::zeros);
  for (int i = 0; i < 10000; ++i)
    ++counts(arma::uword(sample(mdp, 0, 0, random).reward) - 1);
  const arma::vec p{0.2, 0.5, 0.3};
  for (arma::uword k = 0; k < 3; ++k)
    BOOST_TEST(
        near(counts(k) / 10000, p(k), std::sqrt(p(k) * (1 - p(k))), 10000));
}

// Row 43d
BOOST_AUTO_TEST_CASE(row_43d_soft_policies_and_the_first_of_equals) {
  const arma::mat q{{1, 0}, {1, 5}, {0, 5}};
  BOOST_TEST(greedy(q) == arma::uvec({0, 1}), tt::per_element());
  const arma::mat by_hand{{0.8, 0.1}, {0.1, 0.8}, {0.1, 0.1}};
  BOOST_TEST(distance(soft(q, 0.3), by_hand) < rounding);
  BOOST_TEST(first_largest({2, arma::datum::nan, 3}) == 2u);
}

// Row 43d
BOOST_AUTO_TEST_CASE(row_43d_without_an_end_and_a_discount_there_is_no_value) {
  const Mdp machine = worn_machine();
  BOOST_CHECK_THROW(policy_value(machine, always(machine, {0, 1, 1}), 1),
                    nn::Error);
  BOOST_CHECK_THROW(value_iteration(machine, 1, 1e-6), nn::Error);
}
