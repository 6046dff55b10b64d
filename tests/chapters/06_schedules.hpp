/// Row 28: learning-rate schedules.
#pragma once

#include "chapters/06_tools.hpp"

// Row 28

BOOST_AUTO_TEST_CASE(row_28_schedule_formulas_by_hand) {
  check_near(step_share(0.29), 1, 0);
  check_near(step_share(0.31), 0.1, 1e-15);
  check_near(step_share(0.95), 0.001, 1e-15);
  check_near(exponential_share(0.5), 0.1, 1e-15);
  check_near(cosine_share(0), 1, 0);
  check_near(cosine_share(1.0 / 3), 0.75, 1e-15);
  check_near(cosine_share(0.5), 0.5, 1e-15);
  check_near(warm_up_cosine_share(0), 0.01, 0);
  check_near(warm_up_cosine_share(0.05), 0.505, 1e-15);
  check_near(warm_up_cosine_share(0.55), 0.5, 1e-15);
}

BOOST_AUTO_TEST_CASE(row_28_schedule_formulas_and_library_agree) {
  // Roundings of shares below 1. Step numbers where p / 0.3 is whole but not
  // exact are the library's to round: 777 has none.
  const int n = 777;
  BOOST_TEST(schedule_difference(step_share, nn::step_decay(), n) < 1e-12);
  BOOST_TEST(schedule_difference(exponential_share, nn::exponential(), n) <
             1e-12);
  BOOST_TEST(schedule_difference(cosine_share, nn::cosine(), n) < 1e-12);
  BOOST_TEST(schedule_difference(warm_up_cosine_share,
                                 nn::cosine().with_warm_up(0.1), n) < 1e-12);
}

BOOST_AUTO_TEST_CASE(row_28_a_constant_rate_stops_at_the_predicted_floor) {
  for (double rate : {0.5, 0.2, 0.1}) {
    const NoisyValley v{.rate = rate, .walkers = 4000, .steps = 100};
    const arma::vec heights = mean_heights(v);
    for (int t : {0, 1, 5, 20, 100}) {
      const double expected = expected_height(v, t);
      // w^2 of 4000 normal walkers has a standard error of at most
      // sqrt(2 / 4000) = 2.2 %; five of them.
      check_near(heights(t), expected, 0.11 * expected);
    }
  }
  check_near(NoisyValley{.rate = 0.5}.floor(), 1.0 / 6, 1e-15);
}

BOOST_AUTO_TEST_CASE(row_28_decay_goes_below_the_floor) {
  NoisyValley v{.rate = 0.5};
  for (const auto& [name, schedule] : all_schedules()) {
    v.schedule = schedule;
    const double end = mean_heights(v).back();
    if (name.starts_with("constant"))
      BOOST_TEST(end > 0.8 * v.floor());
    else
      BOOST_TEST(end < 0.25 * v.floor(), name);
  }
}

BOOST_AUTO_TEST_CASE(row_28_without_noise_a_constant_rate_arrives) {
  NoisyValley v{.rate = 0.5, .walkers = 10};
  v.noise = 0;
  // 5^2 / 2 * (1/2)^400
  BOOST_TEST(mean_heights(v).back() < 1e-100);
}

BOOST_AUTO_TEST_CASE(row_28_training_follows_the_schedule) {
  const auto model = small_network(1);
  nn::Sgd<B> sgd(*model, 0.1);
  const Plan plan{
      .epochs = 2, .batch_size = 100, .schedule = nn::linear_to_zero()};
  const Outcome run = train(*model, sgd, little_fashion(), plan);
  BOOST_TEST(run.loss.size() == 20u);
  // The last of 20 steps is taken at 1/20 of the rate.
  check_near(sgd.learning_rate(), 0.1 / 20, 1e-12);
}

BOOST_AUTO_TEST_CASE(row_28_the_best_rate_is_chosen_on_validation_images) {
  const Plan plan{.epochs = 1, .batch_size = 10};
  const auto loss = [&](double rate) {
    return train_with(little_fashion(), nn::constant(), rate, plan)
        .validation_loss;
  };
  const FromRate best = walk_to_best({1e-5, 0.05, 1e9}, 0, [&](double rate) {
    return train_with(little_fashion(), nn::constant(), rate, plan);
  });
  BOOST_TEST(best.rate == 0.05);  // 1e9 diverges
  BOOST_TEST(best.outcome.validation_loss == loss(0.05));
  BOOST_TEST(loss(0.05) < loss(1e-5));
}

BOOST_AUTO_TEST_CASE(row_28_a_fair_rate_takes_most_of_a_schedules_lead) {
  // Six seeds: one run, or one rounding, says little.
  for (std::uint64_t seed : {1, 11}) {
    const Plan plan{.epochs = 4, .batch_size = 10, .seed = seed};
    const auto own = [&](const nn::Schedule& schedule) {
      return walk_to_best({0.0125, 0.025, 0.05, 0.1, 0.2}, 2, [&](double rate) {
        return train_with(little_fashion(), schedule, rate, plan, 3);
      });
    };
    const auto too_large = [&](const nn::Schedule& schedule) {
      return train_with(little_fashion(), schedule, 0.2, plan, 3).test_accuracy;
    };
    const auto constant = own(nn::constant()), cycle = own(nn::one_cycle(0.3));
    const double fair =
        cycle.outcome.test_accuracy - constant.outcome.test_accuracy;
    const double unfair =
        too_large(nn::one_cycle(0.3)) - too_large(nn::constant());
    BOOST_TEST(constant.rate < cycle.rate);
    BOOST_TEST(unfair > 0.05);
    BOOST_TEST(fair < unfair / 3);  // 0.02 of 0.15, 0.02 of 0.11
  }
}

BOOST_AUTO_TEST_CASE(row_28_decay_lowers_the_final_loss_on_images) {
  const auto final_loss = [](const nn::Schedule& schedule) {
    return train_with(little_fashion(), schedule, 0.15,
                      {.epochs = 4, .batch_size = 10}, 3)
        .train_loss;
  };
  // The mean of three seeds: at a high rate one run, or one rounding, says
  // little. From nine seeds the decayed losses were 0.66 to 0.78 of it.
  const double constant = final_loss(nn::constant());
  for (const auto& schedule : {nn::cosine(), nn::linear_to_zero()})
    BOOST_TEST(final_loss(schedule) < 0.95 * constant);
}

BOOST_AUTO_TEST_CASE(row_28_the_walk_to_the_best_rate_goes_both_ways) {
  std::vector<double> asked;
  const auto walk = [&](double best, std::size_t start) {
    asked.clear();
    return walk_to_best({1, 2, 3, 4, 5}, start,
                        [&](double rate) {
                          asked.push_back(rate);
                          Outcome outcome;
                          outcome.validation_loss = std::abs(rate - best);
                          outcome.diverged = rate == 5;
                          return outcome;
                        })
        .rate;
  };
  BOOST_TEST(walk(2, 3) == 2);
  BOOST_TEST((asked == std::vector<double>{4, 3, 2, 1}));
  BOOST_TEST(walk(4, 1) == 4);
  BOOST_TEST((asked == std::vector<double>{2, 1, 3, 4, 5}));
  BOOST_TEST(walk(1, 0) == 1);
  BOOST_TEST(walk(5, 3) == 4);  // 5 diverges
  BOOST_TEST(walk(5, 4) == 4);
}

BOOST_AUTO_TEST_CASE(row_28_the_first_run_chooses_and_all_runs_count) {
  const FromRate found =
      mean_at_best({1, 2, 3}, 1, 3, [](double rate, int run) {
        Outcome outcome;
        outcome.validation_loss = run == 0 ? 3 - rate : 10 * run;
        return outcome;
      });
  BOOST_TEST(found.rate == 3);
  BOOST_TEST(found.outcome.validation_loss == 10);  // of 0, 10 and 20
}
