// The exercises of chapter 1, solved; 01_perceptron.cpp includes this file.
#pragma once

#include "01_perceptron/learning.hpp"
#include "01_perceptron/row_by_row.hpp"
#include "01_perceptron/separability.hpp"

BOOST_AUTO_TEST_CASE(exercise_1_nor_by_hand) {
  const chapter01::Gate nor{-1, -1, 0.5};
  BOOST_TEST(chapter01::function_of(nor) == 0b0001u);  // only 00 fires
}

BOOST_AUTO_TEST_CASE(exercise_2_xnor_from_three_neurons) {
  const chapter01::Gate nor{-1, -1, 0.5};
  for (auto [x1, x2] : chapter01::all_inputs)
    BOOST_TEST(chapter01::or_gate(chapter01::and_gate(x1, x2), nor(x1, x2)) ==
               (x1 == x2));
}

BOOST_AUTO_TEST_CASE(exercise_3_ten_times_the_rate) {
  const auto start = chapter01::random_weights(4, 1);
  const auto run = chapter01::learn(chapter01::three_inputs(),
                                    chapter01::sigmoid, start, {.rate = 4});
  BOOST_TEST(run.reached_goal);
  BOOST_TEST(run.error.size() - 1 == 15u);
  // The price: with this rate the error does not fall at every step.
  bool rises = false;
  for (std::size_t i = 1; i < run.error.size(); ++i)
    rises = rises || run.error[i] > run.error[i - 1];
  BOOST_TEST(rises);
}

BOOST_AUTO_TEST_CASE(exercise_4_the_majority_of_three) {
  chapter01::TruthTable table = chapter01::three_inputs();
  table.targets = {1, 1, 1, 0, 1, 0, 0, 0};
  const auto log =
      chapter01::learn_row_by_row(table, chapter01::zero_weights(4), 1, 1000);
  BOOST_TEST(log.settled);
  // u = (1, 1, 1, -1.5): |u|^2 = 5.25, margin 1/2, longest row 2.
  const double bound = chapter01::novikoff_bound(table, {1, 1, 1, -1.5});
  BOOST_TEST(bound == 84, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(double(log.row.size()) <= bound);
  BOOST_TEST_MESSAGE("majority: " << log.row.size() << " corrections");
}

BOOST_AUTO_TEST_CASE(exercise_5_an_odd_number_of_ones) {
  chapter01::TruthTable table = chapter01::three_inputs();
  table.targets = {1, 0, 0, 1, 0, 1, 1, 0};
  const auto log =
      chapter01::learn_row_by_row(table, chapter01::zero_weights(4), 1, 1000);
  BOOST_TEST(!log.settled);
}
