/// What the text of chapter 1 concludes, restated. 01_perceptron.cpp includes
/// it.
#pragma once

#include <set>

#include "01_perceptron/cross_entropy.hpp"
#include "01_perceptron/learning.hpp"
#include "01_perceptron/logic_gates.hpp"
#include "01_perceptron/row_by_row.hpp"
#include "01_perceptron/separability.hpp"

namespace claims_01 {
using namespace chapter01;

/// How far the nearest row is on its right side of the plane w x = 0; negative
/// if a row is wrong.
inline double margin(const arma::rowvec& w, const TruthTable& table) {
  const arma::rowvec side = 2 * table.targets - 1;
  return arma::min(side % (w * table.inputs)) / arma::norm(w);
}

BOOST_AUTO_TEST_CASE(claim_with_the_bias_at_minus_one_no_region_is_xor) {
  // Sixteenths, moved by 1/32 away from the three lines: no sum is 0.
  std::set<Function> found;
  for (double w1 = -3 + 1. / 32; w1 < 3; w1 += 1. / 16)
    for (double w2 = -3 + 1. / 32; w2 < 3; w2 += 1. / 16)
      found.insert(function_of(Gate{w1, w2, -1}));
  BOOST_TEST(found.size() == 7u);
  const Function xor_f = function_of(xor_gate);
  BOOST_TEST(!found.contains(xor_f));
  BOOST_TEST(!found.contains(15u ^ xor_f));
}

BOOST_AUTO_TEST_CASE(claim_a_bias_of_plus_0_7_fires_for_every_input) {
  const Gate swapped{and_by_threshold.w1, and_by_threshold.w2,
                     and_by_threshold.theta};
  BOOST_TEST(function_of(swapped) == 15u);
  BOOST_TEST(function_of(bias_form(and_by_threshold)) == function_of(and_gate));
}

BOOST_AUTO_TEST_CASE(claim_the_threshold_rule_jumps_and_then_stands_still) {
  const TruthTable table = three_inputs();
  const Learned run = learn(table, threshold, random_weights(4, 1));
  int rises = 0;
  for (std::size_t i = 0; i < run.error.size(); ++i) {
    BOOST_TEST(8 * run.error[i] == std::round(8 * run.error[i]));
    rises += i > 0 && run.error[i] > run.error[i - 1];
  }
  BOOST_TEST(rises > 1);
  BOOST_TEST(arma::approx_equal(updated(run.weights, table, threshold, 0.4),
                                run.weights, "absdiff", 0.0));
}

BOOST_AUTO_TEST_CASE(claim_the_sigmoid_rule_falls_smoothly_and_never_stops) {
  const TruthTable table = three_inputs();
  const Settings page{.rate = 0.4, .goal = 0, .max_epochs = 1000};
  const Learned run = learn(table, sigmoid, random_weights(4, 1), page);
  BOOST_TEST(run.error.size() == 1000u);
  for (std::size_t i = 1; i < run.error.size(); ++i)
    BOOST_REQUIRE(run.error[i] < run.error[i - 1]);
  BOOST_TEST(run.error.back() > 0);
  // More and more gently: each tenfold of epochs, a shorter step.
  arma::rowvec w = random_weights(4, 1);
  double last = arma::datum::inf;
  for (int epoch = 1; epoch <= 10'000; ++epoch) {
    const arma::rowvec next = updated(w, table, sigmoid, 0.4);
    const double step = arma::norm(next - w);
    if (epoch == 10 || epoch == 100 || epoch == 1000 || epoch == 10'000) {
      BOOST_TEST(step < last / 4);
      BOOST_TEST(step > 0);
      last = step;
    }
    w = next;
  }
}

BOOST_AUTO_TEST_CASE(claim_the_sigmoid_rule_ends_farther_from_the_rows) {
  const TruthTable table = three_inputs();
  // (1, 2, 1, -2.5) keeps the nearest row at 0.5 / 3.5 = 1/7.
  const double best = margin({1, 2, 1, -2.5}, table);
  std::vector<arma::rowvec> ends;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const arma::rowvec start = random_weights(4, seed);
    const arma::rowvec hard = learn(table, threshold, start).weights;
    const arma::rowvec soft = learn(table, sigmoid, start).weights;
    BOOST_TEST(margin(hard, table) > 0);
    BOOST_TEST(margin(soft, table) > margin(hard, table));
    BOOST_TEST(margin(soft, table) > 0.85 * best);
    // Every start ends somewhere else: also in direction.
    const arma::rowvec direction = hard / arma::norm(hard);
    for (const arma::rowvec& other : ends)
      BOOST_TEST(arma::abs(direction - other).max() > 1e-3);
    ends.push_back(direction);
  }
}

BOOST_AUTO_TEST_CASE(claim_the_two_steps_of_novikoffs_proof) {
  TruthTable table = three_inputs();
  const arma::rowvec u{1, 2, 1, -2.5};
  const double gamma = margin(u, table), rounding = 1e-12;
  const double longest =
      std::sqrt(arma::max(arma::sum(arma::square(table.inputs))));
  for (double rate : {0.1, 1.0}) {
    const auto log = learn_row_by_row(table, zero_weights(4), rate, 1000);
    BOOST_TEST(log.row.size() == 23u);
    for (std::size_t k = 1; k < log.weights.size(); ++k) {
      const arma::rowvec &w = log.weights[k], &before = log.weights[k - 1];
      BOOST_TEST(arma::dot(w - before, u) >=
                 rate * gamma * arma::norm(u) - rounding);
      BOOST_TEST(arma::dot(w, w) - arma::dot(before, before) <=
                 rate * rate * longest * longest + rounding);
      const double toward = arma::dot(w, u) / arma::norm(u);
      BOOST_TEST(toward >= double(k) * rate * gamma - rounding);
      BOOST_TEST(toward <= arma::norm(w) + rounding);
      BOOST_TEST(arma::norm(w) <=
                 std::sqrt(double(k)) * rate * longest + rounding);
    }
  }
}

BOOST_AUTO_TEST_CASE(claim_on_xor_one_half_is_the_least_cross_entropy) {
  const TruthTable table = xor_table();
  const arma::rowvec zero = zero_weights(3);
  // From zero weights the rule does not move at all.
  BOOST_TEST(arma::abs(updated(zero, table, sigmoid, 0.4)).max() < 1e-15);
  nn::Random random(1);
  for (int trial = 0; trial < 1000; ++trial) {
    arma::rowvec w(3);
    for (double& value : w)
      value = 3 * random.normal();
    BOOST_TEST(cross_entropy(w, table) > cross_entropy(zero, table));
  }
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Learned run = learn(table, sigmoid, random_weights(3, seed));
    const arma::rowvec y = sigmoid(run.weights * table.inputs);
    BOOST_TEST(arma::abs(y - 0.5).max() < 1e-3);
  }
}

BOOST_AUTO_TEST_CASE(claim_the_squared_error_pulls_a_weight_the_other_way) {
  const TruthTable table = three_inputs();
  const arma::rowvec w = random_weights(4, 1);
  const arma::rowvec rule = updated(w, table, sigmoid, 0.4) - w;
  const arma::rowvec squared = -slope(
      [&](const arma::rowvec& v) {
        return mean_squared_error(v, table, sigmoid);
      },
      w);
  const arma::rowvec entropy =
      -slope([&](const arma::rowvec& v) { return cross_entropy(v, table); }, w);
  // Differences of 1e-5 leave about 1e-10.
  BOOST_TEST(arma::abs(rule - 0.4 * entropy).max() < 1e-8);
  BOOST_TEST(rule(1) < -0.1);
  BOOST_TEST(squared(1) > 0.001);
}

}  // namespace claims_01
