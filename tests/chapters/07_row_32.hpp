/// Row 32: hyperparameter search.
#pragma once

#include <boost/test/unit_test.hpp>

#include "07_batchnorm_dropout/learner.hpp"
#include "07_batchnorm_dropout/sealed_test.hpp"
#include "07_batchnorm_dropout/search.hpp"
#include "07_tools.hpp"

using namespace chapter07;

// Row 32
BOOST_AUTO_TEST_CASE(row_32_a_grid_has_its_corners_and_few_values) {
  const SearchSpace space{{1e-3, 1}, {1e-6, 1e-2}};
  const auto trials = grid(space, 3);
  BOOST_REQUIRE(trials.size() == 9u);
  BOOST_TEST(trials.front().learning_rate == 1e-3);
  BOOST_TEST(trials.front().weight_decay == 1e-6);
  // Rounding of pow.
  BOOST_TEST(std::abs(trials.back().learning_rate - 1) < 1e-12);
  BOOST_TEST(std::abs(trials[4].learning_rate / std::sqrt(1e-3) - 1) < 1e-12);
  BOOST_TEST(std::abs(trials[4].weight_decay / 1e-4 - 1) < 1e-12);
  BOOST_TEST(different_values(trials)[0] == 3u);
  BOOST_TEST(different_values(trials)[1] == 3u);
}

// Row 32
BOOST_AUTO_TEST_CASE(row_32_random_points_are_log_uniform) {
  const SearchSpace space{{1e-3, 1}, {1e-6, 1e-2}};
  const auto trials = random_points(space, 4000, 1);
  BOOST_TEST(different_values(trials)[0] == 4000u);
  BOOST_TEST(different_values(trials)[1] == 4000u);
  arma::vec decade(3, arma::fill::zeros);
  double together = 0;
  for (const Trial& t : trials) {
    BOOST_REQUIRE((t.learning_rate > 1e-3 && t.learning_rate < 1));
    BOOST_REQUIRE((t.weight_decay > 1e-6 && t.weight_decay < 1e-2));
    decade(arma::uword(std::log10(t.learning_rate) + 3)) += 1;
    together +=
        (std::log10(t.learning_rate) + 1.5) * (std::log10(t.weight_decay) + 4);
  }
  // A third of 4000 in each power of ten, +- 30; five times that.
  BOOST_TEST(arma::abs(decade - 4000.0 / 3).max() < 150);
  // Independent: variances 9/12 and 16/12, so a sum of +- 63.
  BOOST_TEST(std::abs(together) < 5 * 64);
  // Another seed, other points; the same seed, the same.
  BOOST_TEST(random_points(space, 1, 2)[0].learning_rate !=
             trials[0].learning_rate);
  BOOST_TEST(random_points(space, 1, 1)[0].learning_rate ==
             trials[0].learning_rate);
}

// Row 32
BOOST_AUTO_TEST_CASE(row_32_the_same_numbers_on_any_number_of_threads) {
  const Recipe recipe{.hidden = {32, 32},
                      .batch_norm = true,
                      .dropout = 0.2,
                      .batch_size = 50,
                      .epochs = 2};
  const Data data = test::few(300);
  const auto run = [&](int threads) {
    nn::Cpu::set_threads(threads);
    const auto trials =
        search(grid({}, 2), data.train, data.validation, recipe);
    nn::Cpu::set_threads(0);
    std::vector<double> numbers;
    for (const Trial& t : trials)
      numbers.insert(numbers.end(), {t.learning_rate, t.accuracy});
    return numbers;
  };
  BOOST_TEST(run(1) == run(2), boost::test_tools::per_element());
  BOOST_TEST(run(1) == run(3), boost::test_tools::per_element());
}

// Row 32
BOOST_AUTO_TEST_CASE(row_32_the_test_set_opens_once) {
  const Recipe recipe{.hidden = {16}, .batch_size = 50, .epochs = 1};
  const Data data = test::few(100);
  Learner learner(data.train, recipe);
  SealedTest sealed(data.test);
  const Score score = sealed.open(learner);
  BOOST_TEST(score.accuracy == learner.score(data.test).accuracy);
  BOOST_CHECK_THROW(sealed.open(learner), nn::Error);
}

// Row 32
BOOST_AUTO_TEST_CASE(row_32_errors_in_side_by_side_come_through) {
  BOOST_CHECK_THROW(side_by_side(4,
                                 [](std::size_t i) {
                                   if (i == 2) throw nn::Error("third");
                                   return i;
                                 }),
                    nn::Error);
  const auto squares = side_by_side(7, [](std::size_t i) { return i * i; });
  for (std::size_t i = 0; i < 7; ++i)
    BOOST_TEST(squares[i] == i * i);
}

// Row 32
BOOST_AUTO_TEST_CASE(row_32_chance_and_luck) {
  // 1 - 0.95^16 and the well-known 60 trials for 95 %.
  BOOST_TEST(std::abs(chance_of_hit(16, 0.05) - 0.5599) < 1e-4);
  BOOST_TEST(chance_of_hit(59, 0.05) > 0.95);
  BOOST_TEST(chance_of_hit(58, 0.05) < 0.95);
  // The best of 100 lies about 2.5 standard errors (1.8 points) too high; a
  // fresh measurement is right again.
  double seems = 0, is = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Luck luck = luck_of_the_best(100, 500, 0.8, seed);
    seems += luck.seems / 20;
    is += luck.is / 20;
  }
  BOOST_TEST(std::abs(seems - 0.845) < 0.005);
  BOOST_TEST(std::abs(is - 0.8) < 0.01);
}

// Row 32
BOOST_AUTO_TEST_CASE(row_32_a_training_that_diverges_is_noticed) {
  const Recipe recipe{.hidden = {32, 32, 32},
                      .weights = nn::normal(5),
                      .learning_rate = 1e6,
                      .batch_size = 50};
  const Data data = test::few(100);
  Learner learner(data.train, recipe);
  for (int i = 0; i < 10; ++i)
    learner.step();
  BOOST_TEST(learner.diverged());
  BOOST_TEST(std::isnan(learner.step()));
}
