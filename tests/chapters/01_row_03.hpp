// Chapter 1, row 3 of the notes: learning. 01_perceptron.cpp includes it.
#pragma once

#include <limits>
#include <numeric>

#include "01_perceptron/cross_entropy.hpp"
#include "01_perceptron/learning.hpp"
#include "01_perceptron/library.hpp"
#include "01_perceptron/perceptron.hpp"
#include "01_perceptron/row_by_row.hpp"
#include "01_tools.hpp"

namespace row_03 {
using namespace chapter01;
namespace tt = boost::test_tools;

/// The table with its rows in another order.
inline TruthTable reordered(const TruthTable& table,
                            const std::vector<arma::uword>& order) {
  const arma::uvec columns(order);
  return {table.inputs.cols(columns), table.targets.cols(columns)};
}

BOOST_AUTO_TEST_CASE(row_03_the_table_is_x2_and_x1_or_x3) {
  const TruthTable table = three_inputs();
  BOOST_REQUIRE(table.inputs.n_cols == 8u);
  for (arma::uword r = 0; r < 8; ++r) {
    const arma::vec x = table.inputs.col(r);
    BOOST_TEST(x(0) * 4 + x(1) * 2 + x(2) == 7.0 - double(r));
    BOOST_TEST(x(3) == 1);
    const bool or_of_others = x(0) == 1 || x(2) == 1;
    BOOST_TEST(table.targets(r) == (x(1) == 1 && or_of_others));
  }
  BOOST_TEST(rows_right({1, 2, 1, -2.5}, table) == 8);
}

BOOST_AUTO_TEST_CASE(row_03_first_two_sigmoid_steps_by_hand) {
  // From zero weights every answer is 1/2 and every error +-1/2, so that
  // sum of error * x = (0, 1, 0, -1); times 0.4.
  const TruthTable table = three_inputs();
  const arma::rowvec one = updated(zero_weights(4), table, sigmoid, 0.4);
  // Then x2 = T still gives 1/2, x2 = F gives s = 1/(1 + e^0.4) = 0.401312:
  // sum of error * x = (1 - 2s, 1, 1 - 2s, 1 - 4s).
  const arma::rowvec two = updated(one, table, sigmoid, 0.4);
  const double s = 0.40131233988754800;
  const arma::rowvec hand_one{0, 0.4, 0, -0.4};
  const arma::rowvec hand_two{0.4 - 0.8 * s, 0.8, 0.4 - 0.8 * s,
                              -0.4 + 0.4 - 1.6 * s};
  for (arma::uword i = 0; i < 4; ++i) {
    BOOST_TEST(std::abs(one(i) - hand_one(i)) < 1e-15);  // rounding only
    BOOST_TEST(std::abs(two(i) - hand_two(i)) < 1e-15);
  }
  BOOST_TEST(mean_squared_error(zero_weights(4), table, sigmoid) == 0.25);
}

BOOST_AUTO_TEST_CASE(row_03_first_threshold_step_by_hand) {
  // Zero weights answer 0 everywhere; the rows TTT, TTF, FTT want 1:
  // sum of error * x = (2, 3, 2, 3), times 0.4.
  const arma::rowvec one =
      updated(zero_weights(4), three_inputs(), threshold, 0.4);
  const arma::rowvec hand{0.8, 1.2, 0.8, 1.2};
  for (arma::uword i = 0; i < 4; ++i)
    BOOST_TEST(std::abs(one(i) - hand(i)) < 1e-15);  // rounding only
  BOOST_TEST(mean_squared_error(zero_weights(4), three_inputs(), threshold) ==
             3.0 / 8);
}

BOOST_AUTO_TEST_CASE(row_03_both_rules_get_all_8_rows_right_from_any_start) {
  const TruthTable table = three_inputs();
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const arma::rowvec start = random_weights(4, seed);
    const Learned hard = learn(table, threshold, start);
    const Learned soft = learn(table, sigmoid, start);
    BOOST_TEST(rows_right(hard.weights, table) == 8);
    BOOST_TEST(rows_right(soft.weights, table) == 8);
    BOOST_TEST(hard.reached_goal);
    BOOST_TEST(soft.reached_goal);
    BOOST_TEST(hard.error.back() == 0);
    // The last error is the one of the weights that are handed back.
    BOOST_TEST(soft.error.back() ==
               mean_squared_error(soft.weights, table, sigmoid));
    BOOST_TEST(soft.error.back() < 1e-3);
    BOOST_TEST(soft.error[soft.error.size() - 2] >= 1e-3);
  }
}

BOOST_AUTO_TEST_CASE(row_03_sigmoid_rule_ends_at_the_same_neuron) {
  // The text's claim: at the same error, all starts have come to within a
  // hundredth of (5.91, 12.55, 5.91, -15.24).
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Learned run = learn(three_inputs(), sigmoid, random_weights(4, seed));
    const arma::rowvec end{5.91, 12.55, 5.91, -15.24};
    BOOST_TEST(arma::abs(run.weights - end).max() < 0.01);
  }
}

BOOST_AUTO_TEST_CASE(row_03_sigmoid_rule_only_ever_falls) {
  // The rule descends cross-entropy, whose curvature is at most the largest
  // eigenvalue L of X X^T / 4; below 2 / L every step goes down.
  const TruthTable table = three_inputs();
  const double curvature =
      arma::eig_sym(table.inputs * table.inputs.t()).max() / 4;
  BOOST_REQUIRE(0.4 < 2 / curvature);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    arma::rowvec w = random_weights(4, seed);
    for (int step = 0; step < 1000; ++step) {
      const arma::rowvec next = updated(w, table, sigmoid, 0.4);
      BOOST_REQUIRE(cross_entropy(next, table) < cross_entropy(w, table));
      w = next;
    }
  }
  // The mean squared error that the figure shows falls too, from zero.
  const Learned run = learn(table, sigmoid, zero_weights(4),
                            {.rate = 0.05, .goal = 1e-3, .max_epochs = 5000});
  BOOST_TEST(run.error.size() > 100u);
  for (std::size_t i = 1; i < run.error.size(); ++i)
    BOOST_REQUIRE(run.error[i] < run.error[i - 1]);
}

BOOST_AUTO_TEST_CASE(row_03_sigmoid_rule_is_the_slope_of_cross_entropy) {
  const TruthTable table = three_inputs();
  // Zero weights answer 1/2 to all 8 rows: 8 ln 2.
  BOOST_TEST(cross_entropy(zero_weights(4), table) == 8 * std::log(2),
             tt::tolerance(1e-14));
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const arma::rowvec w = random_weights(4, seed);
    const arma::rowvec step = updated(w, table, sigmoid, 0.4) - w;
    const arma::rowvec down =
        -0.4 *
        slope([&](const arma::rowvec& v) { return cross_entropy(v, table); },
              w);
    // Central differences with h = 1e-5: h^2 and 1e-16 / h, some 1e-10.
    BOOST_TEST(arma::abs(step - down).max() < 1e-8);
    // The squared error's descent leads elsewhere: not even a multiple of it.
    const arma::rowvec other = -slope(
        [&](const arma::rowvec& v) {
          return mean_squared_error(v, table, sigmoid);
        },
        w);
    const double cosine =
        arma::dot(step, other) / arma::norm(step) / arma::norm(other);
    BOOST_TEST(cosine < 0.999);
  }
}

BOOST_AUTO_TEST_CASE(row_03_learning_stops_at_max_epochs) {
  const Learned run = learn(three_inputs(), sigmoid, zero_weights(4),
                            {.rate = 0.4, .goal = 1e-3, .max_epochs = 10});
  BOOST_TEST(!run.reached_goal);
  BOOST_TEST(run.error.size() == 10u);
}

BOOST_AUTO_TEST_CASE(row_03_novikoff_bounds_the_corrections_in_any_order) {
  // u = (1, 2, 1, -2.5): |u| = 3.5, smallest margin 1/2, longest row 2, so
  // (2 * 3.5 / 0.5)^2 = 196.
  const TruthTable table = three_inputs();
  const double bound = novikoff_bound(table, {1, 2, 1, -2.5});
  BOOST_TEST(bound == 196, tt::tolerance(1e-12));  // a square root, squared
  std::vector<arma::uword> order(8);
  std::iota(order.begin(), order.end(), 0u);
  std::size_t most = 0;
  do {
    const auto log =
        learn_row_by_row(reordered(table, order), zero_weights(4), 1, 1000);
    BOOST_REQUIRE(log.settled);
    BOOST_REQUIRE(rows_right(log.weights.back(), table) == 8);
    most = std::max(most, log.row.size());
  } while (std::next_permutation(order.begin(), order.end()));
  BOOST_TEST(double(most) <= bound);
  BOOST_TEST(most > 3u);
}

BOOST_AUTO_TEST_CASE(row_03_from_zero_the_rate_only_scales_the_weights) {
  const auto one = learn_row_by_row(three_inputs(), zero_weights(4), 1, 1000);
  const auto two = learn_row_by_row(three_inputs(), zero_weights(4), 4, 1000);
  BOOST_TEST(one.row == two.row, tt::per_element());
  BOOST_TEST(arma::approx_equal(4 * one.weights.back(), two.weights.back(),
                                "absdiff", 0.0));
}

BOOST_AUTO_TEST_CASE(row_03_on_xor_the_rule_goes_round_in_four_corrections) {
  const auto log = learn_row_by_row(xor_table(), zero_weights(3), 1, 1000);
  BOOST_TEST(!log.settled);
  BOOST_TEST(log.epochs == 1000);
  const auto last = log.weights.size() - 1;
  for (std::size_t i = last - 400; i <= last; ++i) {
    BOOST_TEST(
        arma::approx_equal(log.weights[i], log.weights[i - 4], "absdiff", 0.0));
    BOOST_TEST(rows_right(log.weights[i], xor_table()) < 4);
  }
  BOOST_TEST(learn_row_by_row(or_table(), zero_weights(3), 1, 1000).settled);
}

BOOST_AUTO_TEST_CASE(row_03_all_rows_at_once_xor_never_settles_either) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const arma::rowvec start = random_weights(3, seed);
    const Learned hard = learn(xor_table(), threshold, start);
    const Learned soft = learn(xor_table(), sigmoid, start);
    BOOST_TEST(!hard.reached_goal);
    BOOST_TEST(*std::min_element(hard.error.begin(), hard.error.end()) >= 0.25);
    // The best that the sigmoid rule can do is to answer 1/2 to everything.
    BOOST_TEST(soft.error.back() == 0.25, tt::tolerance(1e-6));
  }
}

BOOST_AUTO_TEST_CASE(row_03_the_library_gives_the_same_answers) {
  const TruthTable table = three_inputs();
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const arma::rowvec w = random_weights(4, seed);
    const arma::rowvec by_hand = sigmoid(w * table.inputs);
    // Both add four products, in another order.
    BOOST_TEST(arma::approx_equal(answers_of_library(w, table), by_hand,
                                  "absdiff", 1e-14));
  }
}

}  // namespace row_03
