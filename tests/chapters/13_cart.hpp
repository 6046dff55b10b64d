/// The cart and the pole, the memory, the semi-gradient, the agent.
#pragma once

#include "nn/core/error.hpp"

#include "13_reinforcement/ablation.hpp"
#include "13_reinforcement/gradient.hpp"
#include "13_reinforcement/semi_gradient.hpp"
#include "13_tools.hpp"

namespace chapter13 {

// Row 43d: by hand: 10 / 1.1 N/kg; the pole (-10 / 1.1) / (0.5 (4/3 - 1/11)).
BOOST_AUTO_TEST_CASE(row_43d_the_first_push_by_hand) {
  const State next = cart_pole_step({}, State(4, arma::fill::zeros), 1);
  const double pole = -10 / 1.1 / (0.5 * (4.0 / 3 - 0.1 / 1.1));
  BOOST_TEST(next(1) == 0.02 * (10 / 1.1 - 0.05 * pole / 1.1),
             tt::tolerance(rounding));
  BOOST_TEST(next(3) == 0.02 * pole, tt::tolerance(rounding));
  // What others' cart and pole give, too.
  BOOST_TEST(next(1) == 0.195121951, tt::tolerance(1e-8));
  BOOST_TEST(next(3) == -0.292682926, tt::tolerance(1e-8));
  BOOST_TEST(next(0) == 0);  // Euler: the old speed
  BOOST_TEST(next(2) == 0);
}

// Row 43d: (13.9): force times speed is what the energy gains in a second,
// whatever the state: an oracle that has not seen the equations of motion.
BOOST_AUTO_TEST_CASE(row_43d_energy_changes_by_force_times_speed) {
  const CartPole world;
  nn::Random random(1);
  for (int trial = 0; trial < 50; ++trial) {
    State state(4);
    state.imbue([&] { return random.normal(); });
    const double force = 10 * random.normal(), h = 1e-5;
    const auto [cart, pole] = accelerations(world, state, force);
    const State change{state(1), cart, state(3), pole};
    const double power = (energy(world, state + h * change) -
                          energy(world, state - h * change)) /
                         (2 * h);
    // Differences of energies of about 10 J: 1e-15 * 10 / 1e-5.
    BOOST_TEST(std::abs(power - force * state(1)) < 1e-6);
  }
}

// Row 43d
BOOST_AUTO_TEST_CASE(row_43d_left_and_right_are_alike_and_the_limits_hold) {
  const CartPole world;
  const State state{0.3, -0.5, 0.1, 0.7};
  BOOST_TEST(distance(cart_pole_step(world, -state, 0),
                      -cart_pole_step(world, state, 1)) == 0);
  BOOST_TEST(!fallen(world, {2.4, 9, 0.2094, 9}));  // 12 degrees: 0.20944
  BOOST_TEST(fallen(world, {-2.41, 0, 0, 0}));
  BOOST_TEST(fallen(world, {0, 0, -0.2095, 0}));
  BOOST_TEST(fallen(world, {arma::datum::nan, 0, 0, 0}));
  nn::Random random(1);
  for (int i = 0; i < 100; ++i)
    BOOST_TEST_REQUIRE(arma::abs(cart_pole_start(random)).max() < 0.05);
}

inline Step step_number(float i) {
  return {arma::fvec(4).fill(i), arma::uword(i) % 2, i,
          arma::fvec(4).fill(i + 0.5f), arma::uword(i) % 3 == 0};
}

// Row 43d
BOOST_AUTO_TEST_CASE(row_43d_the_memory_forgets_the_oldest_step) {
  Replay memory(5);
  nn::Random random(1);
  BOOST_CHECK_THROW(memory.sample(1, random), nn::Error);
  BOOST_CHECK_THROW(Replay(0), nn::UsageError);
  for (int i = 0; i < 12; ++i)
    memory.add(step_number(float(i)));
  BOOST_TEST(memory.size() == 5u);
  const Batch batch = memory.sample(5000, random);
  arma::vec counts(12, arma::fill::zeros);
  for (arma::uword k = 0; k < 5000; ++k) {
    const auto i = arma::uword(batch.rewards(k));
    ++counts(i);
    // What belongs together has stayed together.
    BOOST_TEST_REQUIRE(batch.x(3, k) == batch.rewards(k));
    BOOST_TEST_REQUIRE(batch.next(0, k) == batch.rewards(k) + 0.5f);
    BOOST_TEST_REQUIRE(batch.actions[k] == i % 2);
    BOOST_TEST_REQUIRE(batch.goes_on(k) == (i % 3 == 0 ? 0.f : 1.f));
  }
  for (arma::uword i = 0; i < 12; ++i)
    if (i < 7)
      BOOST_TEST(counts(i) == 0);
    else
      BOOST_TEST(near(counts(i) / 5000, 0.2, 0.4, 5000));
}

// Row 43d: (13.10)
BOOST_AUTO_TEST_CASE(row_43d_targets_of_the_network_by_hand) {
  const arma::rowvec rewards{1, 1, 2}, goes_on{1, 0, 1};
  const arma::mat one{{3, 8, 4}, {5, 9, 4}}, other{{7, 1, 6}, {2, 1, 9}};
  const arma::rowvec plain = td_targets(rewards, goes_on, one, one, 0.5);
  BOOST_TEST(distance(plain, arma::rowvec{3.5, 1, 4}) == 0);
  // One chooses (1, -, 0: the first of equals), the other judges.
  const arma::rowvec twice = td_targets(rewards, goes_on, one, other, 0.5);
  BOOST_TEST(distance(twice, arma::rowvec{2, 1, 5}) == 0);
}

// Row 43d: (13.11)
BOOST_AUTO_TEST_CASE(row_43d_the_semi_gradient_by_hand) {
  const arma::mat q{{3, 1}, {5, 2}};
  arma::mat dq;
  // Errors 5 - 4 = 1 and 1 - 4 = -3: (1 + 9) / 2 / 2, and errors / 2.
  BOOST_TEST(semi_gradient(q, {1, 0}, arma::rowvec{4, 4}, dq) == 2.5);
  BOOST_TEST(distance(dq, arma::mat{{0, -1.5}, {0.5, 0}}) == 0);
}

// Row 43d: backward() follows the loss with the target fixed, not the loss
// whose target moves along.
BOOST_AUTO_TEST_CASE(row_43d_the_semi_gradient_is_half_of_a_gradient) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto [fixed, following] = check_semi_gradient(seed);
    BOOST_TEST(fixed < 1e-7);
    BOOST_TEST(following > 0.1);
  }
}

// Row 43d
BOOST_AUTO_TEST_CASE(row_43d_exploration_and_rate_fall_in_a_line) {
  DeepSettings settings;
  settings.steps = 1000, settings.explore = 100, settings.last_epsilon = 0.1;
  BOOST_TEST(exploration(settings, 0) == 1);
  BOOST_TEST(exploration(settings, 50) == 0.55, tt::tolerance(rounding));
  BOOST_TEST(exploration(settings, 500) == 0.1, tt::tolerance(rounding));
  BOOST_TEST(rate_at(settings, 1) == settings.rate);
  BOOST_TEST(rate_at(settings, 501) == settings.rate / 2,
             tt::tolerance(rounding));
}

inline DeepSettings short_training() {
  DeepSettings settings;
  settings.steps = 1200, settings.begin = 100, settings.judge_every = 400;
  return settings;
}

// Row 43d: one step of the agent is one of Adam on the semi-gradient, with
// targets of the network as it was at the last copy.
BOOST_AUTO_TEST_CASE(row_43d_the_target_network_stays_behind) {
  DeepSettings settings = short_training();
  settings.begin = 1, settings.refresh = 1000, settings.batch = 8;
  const auto last_loss = [&](int refresh) {
    settings.refresh = refresh;
    DeepQ agent(settings, 1);
    double loss = 0;
    for (int i = 0; i < 300; ++i)
      loss = agent.learn(
          {arma::fvec(4).fill(0.5f), 0, 1, arma::fvec(4).fill(0.5f), false});
    return loss;
  };
  // Q = 1 + 0.99 Q, one state: a network that is its own target runs after
  // itself with a rest of about 1; a fixed target is reached.
  BOOST_TEST(last_loss(1000) < 1e-3);
  BOOST_TEST(last_loss(0) > 0.05);
}

// Row 43d: the same seed gives the same numbers on any number of threads.
BOOST_AUTO_TEST_CASE(row_43d_trainings_do_not_depend_on_threads) {
  const int before = nn::Cpu::threads();
  nn::Cpu::set_threads(1);
  const arma::mat one = lengths_of(train_seeds(short_training(), 1, 3));
  nn::Cpu::set_threads(3);
  const arma::mat three = lengths_of(train_seeds(short_training(), 1, 3));
  const DeepCurve alone = train_deep_q(short_training(), 2);
  nn::Cpu::set_threads(before);
  BOOST_TEST(distance(one, three) == 0);
  BOOST_TEST(distance(alone.lengths, one.col(1)) == 0);
}

// Row 43d: without exploration, the action with the larger value is taken.
BOOST_AUTO_TEST_CASE(row_43d_the_network_acts_greedily) {
  DeepQ agent({}, 1);
  nn::Random random(2);
  int ones = 0;
  for (int i = 0; i < 200; ++i) {
    State state(4);
    state.imbue([&] { return random.uniform(-2, 2); });
    const arma::fmat q =
        agent.network().forward(features_of(state), nn::Mode::evaluate);
    const arma::uword best = q(1) > q(0) ? 1 : 0;
    BOOST_TEST(agent.act(state, 0) == best);
    ones += best == 1;
  }
  BOOST_TEST(ones > 0);  // both actions have been asked for
  BOOST_TEST(ones < 200);
}

// Row 43d: with two networks, the online one chooses the next action, and the
// target network says what it is worth. A single step is in memory, so every
// batch is known.
BOOST_AUTO_TEST_CASE(row_43d_double_learning_chooses_online_and_judges_apart) {
  DeepSettings settings = short_training();
  settings.begin = 1, settings.refresh = 1000, settings.apart = true;
  DeepQ agent(settings, 3), at_first(settings, 3);
  const arma::fvec x = arma::fvec(4).fill(0.5F);
  const arma::fmat judged = at_first.network().forward(x, nn::Mode::evaluate);
  const arma::uword preferred = judged(1) > judged(0) ? 1 : 0;
  int differ = 0;
  for (int i = 0; i < 300; ++i) {
    const arma::fmat q = agent.network().forward(x, nn::Mode::evaluate);
    const arma::uword best = q(1) > q(0) ? 1 : 0;
    differ += best != preferred;
    const double target = -1 + settings.gamma * judged(best);
    const double off = q(preferred) - target;
    // What is preferred at first costs 1 each time.
    BOOST_TEST(agent.learn({x, preferred, -1, x, false}) == off * off / 2,
               boost::test_tools::tolerance(1e-4));
    if (std::abs(off) < 0.05) break;
  }
  BOOST_TEST(differ > 0);
}

}  // namespace chapter13
