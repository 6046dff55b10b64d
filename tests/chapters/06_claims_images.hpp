/// What the page concludes about noise, schedules, initial weights and images.
#pragma once

#include "chapters/06_tools.hpp"

/// One epoch at 13 rates on a little of the data.
inline const Sweep& little_sweep() {
  static const Sweep found =
      sweep(little_fashion(), rates_to_try(3), {.epochs = 1, .batch_size = 50});
  return found;
}

/// The rate of the sweep with the lowest mean loss over three seeds.
inline double best_of_three_seeds(Method method) {
  const auto loss = [&](double rate) {
    double sum = 0;
    for (std::uint64_t seed : {1, 2, 3})
      sum += run_once(little_fashion(), method, rate,
                      {.batch_size = 50, .seed = seed, .only_choosing = true})
                 .validation_loss;
    return std::isnan(sum) ? 1e9 : sum;
  };
  const std::vector<double> rates = rates_to_try(3);
  std::vector<double> losses;
  for (double rate : rates)
    losses.push_back(loss(rate));
  return rates[std::size_t(std::min_element(losses.begin(), losses.end()) -
                           losses.begin())];
}

BOOST_AUTO_TEST_CASE(claim_on_images_bowls_are_alike_but_stand_apart) {
  const Sweep& found = little_sweep();
  const double sgd = best_of_three_seeds(Method::sgd);
  BOOST_TEST(sgd >= 20 * best_of_three_seeds(Method::rmsprop));
  BOOST_TEST(sgd >= 2 * best_of_three_seeds(Method::momentum));
  double lowest = 1e9, highest = 0;
  for (arma::uword i = 0; i < all_methods.size(); ++i) {
    lowest = std::min(lowest, found.best_loss(i));
    highest = std::max(highest, found.best_loss(i));
    BOOST_TEST(found.good_rates(i) >= 2u);
    BOOST_TEST(found.good_rates(i) <= 7u);
  }
  BOOST_TEST(highest < 1.3 * lowest);
  // No rate is within a quarter of the lowest loss for both.
  const auto good = [&](Method m, arma::uword j) {
    const auto i = arma::uword(m);
    return found.loss(i, j) <= 1.25 * found.best_loss(i);
  };
  for (arma::uword j = 0; j < found.rates.size(); ++j)
    BOOST_TEST(!(good(Method::sgd, j) && good(Method::rmsprop, j)));
}

BOOST_AUTO_TEST_CASE(claim_on_images_most_are_close_at_their_best_rates) {
  const auto results = image_race(little_fashion(), little_sweep(),
                                  {.epochs = 4, .batch_size = 50}, 3);
  double worst = 1, best = 0;
  int overlaps = 0, pairs = 0;
  for (std::size_t i = 0; i < results.size(); ++i) {
    const Outcome& a = results[i].outcome;
    worst = std::min(worst, a.test_accuracy);
    best = std::max(best, a.test_accuracy);
    for (std::size_t j = 0; j < i; ++j, ++pairs) {
      const Outcome& b = results[j].outcome;
      overlaps += a.lowest_accuracy <= b.highest_accuracy &&
                  b.lowest_accuracy <= a.highest_accuracy;
    }
  }
  BOOST_TEST(best - worst < 0.04);
  BOOST_TEST(2 * overlaps > pairs);  // of the ranges over three seeds
}

BOOST_AUTO_TEST_CASE(claim_without_correction_the_loss_of_images_jumps) {
  for (std::uint64_t seed : {1, 2, 3}) {
    const auto [with, without] = correction_on_and_off(
        little_fashion(), 0.01, {.batch_size = 50, .seed = seed});
    BOOST_TEST(largest_of_first(without, 10) > 2 * largest_of_first(with, 10));
  }
}

BOOST_AUTO_TEST_CASE(claim_small_rates_fall_later_to_lower_floors) {
  double end_before = 1e9;
  arma::uword time_before = 0;
  for (double rate : {0.5, 0.2, 0.1, 0.05}) {
    const NoisyValley v{.rate = rate};
    const arma::vec h = mean_heights(v);
    const arma::uword time = arma::as_scalar(arma::find(h < 1, 1));
    const double end = arma::mean(h.tail(50));
    BOOST_TEST(time > time_before);
    BOOST_TEST(end < 0.7 * end_before);
    // 50 steps of 4000 walkers, which forget within 1 / rate steps: 1 % of
    // standard error at the smallest rate; three of them.
    check_near(end, v.floor(), 0.03 * v.floor());
    time_before = time, end_before = end;
  }
}

BOOST_AUTO_TEST_CASE(claim_a_schedule_falls_fast_and_ends_low) {
  const NoisyValley slow{.rate = 0.05};
  for (const auto& [name, schedule] : all_schedules()) {
    if (name.starts_with("constant")) continue;
    const NoisyValley v{.rate = 0.5, .schedule = schedule};
    const arma::vec h = mean_heights(v);
    // Lower than a constant rate a fifth as large ever gets.
    BOOST_TEST(h.back() < 0.7 * NoisyValley{.rate = 0.1}.floor(), name);
    // And those that do not begin with a warm-up fall as fast as 0.5 does.
    if (schedule.at(0, v.steps) == 1) BOOST_TEST(h(5) < 1, name);
  }
  BOOST_TEST(mean_heights(slow)(20) > 1);
}

BOOST_AUTO_TEST_CASE(claim_one_layer_cannot_keep_both_ways) {
  for (const auto& [n_in, n_out] :
       {std::pair{400, 100}, {100, 400}, {50, 80}}) {
    const auto in = std::size_t(n_in), out = std::size_t(n_out);
    const auto both = [&](const nn::Initializer& rule) {
      const double deviation = rule.standard_deviation(in, out);
      const BothWays predicted =
          predicted_both_ways(deviation * deviation, in, out);
      for (std::uint64_t seed : {1, 2, 3}) {
        const BothWays found = measured_both_ways(rule, in, out, seed);
        // n_in n_out weights, 200 samples: a few percent.
        check_near(found.forward, predicted.forward, 0.1 * predicted.forward);
        check_near(found.backward, predicted.backward,
                   0.1 * predicted.backward);
      }
      return predicted;
    };
    const BothWays forward = both(nn::normal(1 / std::sqrt(n_in)));
    const BothWays backward = both(nn::normal(1 / std::sqrt(n_out)));
    check_near(forward.forward, 1, 1e-12);  // roundings
    check_near(forward.backward, double(n_out) / n_in, 1e-12);
    check_near(backward.backward, 1, 1e-12);
    check_near(backward.forward, double(n_in) / n_out, 1e-12);
    // Xavier's two factors have the mean 1, and its variance is the harmonic
    // mean of the two that are wished for.
    const BothWays xavier = both(nn::xavier());
    check_near(xavier.forward + xavier.backward, 2, 1e-12);
    const double deviation = nn::xavier().standard_deviation(in, out);
    check_near(deviation * deviation, 2 / (double(n_in) + n_out), 1e-15);
  }
}

BOOST_AUTO_TEST_CASE(claim_relu_halves_both_ways) {
  const arma::uword n_in = 400, n_out = 100;
  nn::Random random(1);
  const auto normal = [&](arma::uword rows, arma::uword cols) {
    arma::mat m(rows, cols);
    m.imbue([&] { return random.normal(); });
    return m;
  };
  const auto mean_square = [](const arma::mat& m) {
    return arma::mean(arma::vectorise(arma::square(m)));
  };
  const arma::mat W = normal(n_out, n_in) / std::sqrt(n_out);
  const arma::mat z = W * normal(n_in, 500);
  const arma::mat open = arma::conv_to<arma::mat>::from(z > 0);
  // 500 samples of 100 units: 1 %.
  check_near(mean_square(z % open) / mean_square(z), 0.5, 0.03);
  // n_out Var[W] is 1, so without ReLU nothing would be lost on the way back.
  const arma::mat dh = normal(n_out, 500);
  check_near(mean_square(W.t() * dh), 1, 0.05);
  check_near(mean_square(W.t() * (dh % open)), 0.5, 0.03);
}

BOOST_AUTO_TEST_CASE(
    claim_only_he_and_orthogonal_keep_relu_gradients_near_one) {
  const arma::mat x = normal_samples(200, 5);
  for (std::uint64_t seed : {1, 2, 3}) {
    const auto size = [&](const char* file) {
      const auto g = gradient_sizes(start_named(file, Squash::relu),
                                    Squash::relu, x, seed);
      return std::pair{g.min(), g.max()};
    };
    BOOST_TEST(size("small").second < 1e-3);
    BOOST_TEST(size("one").first > 100);
    for (const char* file : {"he", "orthogonal"}) {
      BOOST_TEST(size(file).first > 0.2);
      BOOST_TEST(size(file).second < 3);
    }
  }
}

BOOST_AUTO_TEST_CASE(claim_five_layers_from_small_weights_learn_at_no_rate) {
  const auto loss = [](const char* file, int depth, double rate) {
    return train_deep(little_fashion(), depth,
                      start_named(file, Squash::relu).rule, rate,
                      {.epochs = 2, .batch_size = 50}, 1)
        .train_loss;
  };
  for (double rate : {0.005, 0.05, 0.5})
    check_near(loss("small", 5, rate), std::log(10), 0.05);
  BOOST_TEST(loss("he", 5, 0.05) < 1.5);
  BOOST_TEST(loss("small", 1, 0.05) < 1.5);
}

BOOST_AUTO_TEST_CASE(claim_a_gate_that_turns_negative_flips_the_memory) {
  // On the page: the mean of a gate's argument is 5.
  BOOST_TEST(arma::median(gated_memories(Squash::tanh, 5, 100, 1)) >
             2 * arma::median(gated_memories(Squash::sigmoid, 5, 100, 1)));
  // A little closed, and after one step a third of the memories are negative.
  const auto negative = [](Squash gate) {
    return arma::accu(gated_memories(gate, 0.5, 1, 1) < 0);
  };
  BOOST_TEST(negative(Squash::tanh) > 250u);  // P(n < -1/2) = 0.31 of 1000
  BOOST_TEST(negative(Squash::sigmoid) == 0u);
}

BOOST_AUTO_TEST_CASE(claim_from_a_large_rate_five_schedules_are_ahead) {
  const auto accuracy = [](const nn::Schedule& schedule) {
    return train_with(little_fashion(), schedule, 0.2,
                      {.epochs = 4, .batch_size = 10}, 3)
        .test_accuracy;
  };
  const double constant = accuracy(nn::constant());
  for (const NamedSchedule& named : all_schedules()) {
    // The step schedule's lead is within the spread of its runs.
    if (named.name.starts_with("constant") || named.name.starts_with("step"))
      continue;
    const double found = accuracy(named.schedule);
    BOOST_TEST(found > constant + 0.02,
               named.name << ": " << found << ", constant: " << constant);
  }
}
