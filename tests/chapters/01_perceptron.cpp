// Chapter 1: what its text and its program claim, row by row of the notes.
#include <limits>
#include <numeric>

#include <boost/test/unit_test.hpp>

#include "01_claims.hpp"
#include "01_exercises.hpp"
#include "01_perceptron/learning.hpp"
#include "01_perceptron/logic_gates.hpp"
#include "01_perceptron/perceptron.hpp"
#include "01_perceptron/row_by_row.hpp"
#include "01_perceptron/separability.hpp"
#include "01_row_03.hpp"
#include "01_tools.hpp"

using namespace chapter01;
namespace tt = boost::test_tools;

namespace {

/// Outputs for 00, 01, 10, 11, e.g. "0001" for AND.
template <class Gate>
std::string column(const Gate& gate) {
  std::string outputs;
  for (auto [x1, x2] : all_inputs)
    outputs += gate(x1, x2) ? '1' : '0';
  return outputs;
}

}  // namespace

BOOST_AUTO_TEST_CASE(row_01_loop_and_dot_give_the_sum_worked_out_by_hand) {
  const arma::vec x{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  const arma::vec w{0.5, 0, -1, 0.25, 2, 1, 0, -0.5, 3, 0.125};
  // 0.5 + 0 - 3 + 1 + 10 + 6 + 0 - 4 + 27 + 1.25 = 38.75, and 0.5 of bias.
  BOOST_TEST(weighted_sum(x, w, 0.5) == 39.25);
  BOOST_TEST(weighted_sum_dot(x, w, 0.5) == 39.25);
}

BOOST_AUTO_TEST_CASE(row_01_loop_and_dot_agree_on_random_inputs) {
  nn::Random random(1);
  for (int trial = 0; trial < 100; ++trial) {
    arma::vec x(10), w(10);
    for (double& value : x)
      value = random.uniform();
    for (double& value : w)
      value = random.uniform();
    // Ten products below 1 in another order: a few roundings of 1e-16 each.
    BOOST_TEST(weighted_sum(x, w, 0.5) == weighted_sum_dot(x, w, 0.5),
               tt::tolerance(1e-14));
  }
}

BOOST_AUTO_TEST_CASE(row_01_one_weight_for_every_input) {
  const arma::vec three(3), four(4);
  BOOST_CHECK_THROW(weighted_sum(three, four, 0), nn::ShapeError);
  BOOST_CHECK_THROW(weighted_sum_dot(four, three, 0), nn::ShapeError);
}

BOOST_AUTO_TEST_CASE(row_01_a_neuron_fires_above_zero_only) {
  BOOST_TEST(!fires(0));
  BOOST_TEST(!fires(-1e-300));
  BOOST_TEST(fires(1e-300));
  BOOST_TEST(!fires(std::numeric_limits<double>::quiet_NaN()));
}

BOOST_AUTO_TEST_CASE(row_01_truth_tables_in_both_forms) {
  BOOST_TEST(column(and_by_threshold) == "0001");
  BOOST_TEST(column(nand_by_threshold) == "1110");
  BOOST_TEST(column(or_by_threshold) == "0111");
  BOOST_TEST(column(and_gate) == "0001");
  BOOST_TEST(column(nand_gate) == "1110");
  BOOST_TEST(column(or_gate) == "0111");
  BOOST_TEST(and_gate.b == -and_by_threshold.theta);
}

BOOST_AUTO_TEST_CASE(row_02_xor_is_and_of_nand_and_or) {
  BOOST_TEST(column(xor_gate) == "0110");
  BOOST_TEST(column([](double a, double b) { return xor_hidden(a, b).h1; }) ==
             "1110");
  BOOST_TEST(column([](double a, double b) { return xor_hidden(a, b).h2; }) ==
             "0111");
}

BOOST_AUTO_TEST_CASE(row_02_names_belong_to_their_functions) {
  const auto named = [](const char* name) {
    const auto at = std::find(function_names.begin(), function_names.end(),
                              std::string_view(name));
    BOOST_REQUIRE(at != function_names.end());
    return static_cast<Function>(at - function_names.begin());
  };
  const auto of = [](bool (*f)(bool, bool)) {
    return function_of([f](bool a, bool b) { return f(a, b); });
  };
  BOOST_TEST(named("AND") == of([](bool a, bool b) { return a && b; }));
  BOOST_TEST(named("OR") == of([](bool a, bool b) { return a || b; }));
  BOOST_TEST(named("NAND") == of([](bool a, bool b) { return !(a && b); }));
  BOOST_TEST(named("NOR") == of([](bool a, bool b) { return !(a || b); }));
  BOOST_TEST(named("XOR") == of([](bool a, bool b) { return a != b; }));
  BOOST_TEST(named("XNOR") == of([](bool a, bool b) { return a == b; }));
  BOOST_TEST(named("x1") == of([](bool a, bool) { return a; }));
  BOOST_TEST(named("x2") == of([](bool, bool b) { return b; }));
  BOOST_TEST(named("not x1") == of([](bool a, bool) { return !a; }));
  BOOST_TEST(named("not x2") == of([](bool, bool b) { return !b; }));
  BOOST_TEST(named("x1 and not x2") ==
             of([](bool a, bool b) { return a && !b; }));
  BOOST_TEST(named("x2 and not x1") ==
             of([](bool a, bool b) { return b && !a; }));
  BOOST_TEST(named("x1 or not x2") ==
             of([](bool a, bool b) { return a || !b; }));
  BOOST_TEST(named("x2 or not x1") ==
             of([](bool a, bool b) { return b || !a; }));
  BOOST_TEST(named("never") == 0u);
  BOOST_TEST(named("always") == 15u);
}

BOOST_AUTO_TEST_CASE(row_02_no_line_solves_xor_and_14_functions_have_lines) {
  const auto count = count_lines(81);
  BOOST_TEST(std::accumulate(count.begin(), count.end(), 0) == 81 * 81 * 81);
  const Function xor_f = function_of(xor_gate), xnor_f = 15u ^ xor_f;
  for (Function f = 0; f < 16; ++f) {
    const bool has_line = f != xor_f && f != xnor_f;
    BOOST_TEST((count[f] > 0) == has_line, function_names[f]);
    BOOST_TEST(most_rows_right(count, f) == (has_line ? 4 : 3));
  }
  BOOST_TEST(count[function_of(and_gate)] > 1000);
}

BOOST_AUTO_TEST_CASE(row_02_counts_of_separable_functions_are_the_known_ones) {
  // OEIS A000609: threshold functions of n variables.
  BOOST_TEST(separable_functions(1).size() == 4u);
  BOOST_TEST(separable_functions(2).size() == 14u);
  BOOST_TEST(separable_functions(3).size() == 104u);
  BOOST_TEST(separable_functions(4).size() == 1882u);
}

BOOST_AUTO_TEST_CASE(row_02_the_learner_settles_on_the_separable_ones_only) {
  // A second way to the same set: the rule settles if and only if a line
  // exists (Novikoff, 1962), and 1000 epochs are plenty for three inputs.
  for (unsigned n : {2u, 3u}) {
    const auto separable = separable_functions(n);
    for (Function f = 0; f < (Function{1} << (1u << n)); ++f) {
      const auto log =
          learn_row_by_row(table_of(f, n), zero_weights(n + 1), 1, 1000);
      BOOST_TEST(log.settled == separable.contains(f));
    }
  }
}
