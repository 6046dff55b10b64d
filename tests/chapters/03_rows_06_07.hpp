// Chapter 3, rows 6 to 7 of the notes: the 2-2-2 network with a pencil.
#pragma once

#include <boost/test/unit_test.hpp>

#include "03_oracles.hpp"
#include "03_propagation/cost.hpp"
#include "03_propagation/descent.hpp"
#include "03_propagation/library.hpp"
#include "03_tools.hpp"

namespace rows {
using namespace chapter03;

// Row 6
BOOST_AUTO_TEST_CASE(row_06_forward_pass_has_the_figures_of_the_notes) {
  const Forward a = forward(Weights{}, {});
  // The notes give four digits after the point.
  BOOST_TEST(is_near(a.net_h1, 0.3775, 5e-5));
  BOOST_TEST(is_near(a.h1, 0.5933, 5e-5));
  BOOST_TEST(is_near(a.h2, 0.5969, 5e-5));
  BOOST_TEST(is_near(a.o1, 0.7514, 5e-5));
  BOOST_TEST(is_near(a.o2, 0.7729, 5e-5));
}

BOOST_AUTO_TEST_CASE(row_06_pencil_matrices_and_library_agree) {
  const Weights n;
  const Sample s;
  const Forward a = forward(n, s);
  const Outputs y = forward(in_matrices(n), inputs_of(s));
  const auto model = two_two_two(n);
  const arma::mat o = model->forward(inputs_of(s));
  // The same dozen operations, perhaps in another order.
  BOOST_TEST(is_near(y.h, arma::vec{a.h1, a.h2}, 1e-15));
  BOOST_TEST(is_near(y.o, arma::vec{a.o1, a.o2}, 1e-15));
  BOOST_TEST(is_near(o, arma::vec{a.o1, a.o2}, 1e-15));
}

// Row 6, errata 1
BOOST_AUTO_TEST_CASE(row_06_only_the_sigmoid_with_its_minus_gives_0_5933) {
  const Sample s;
  BOOST_TEST(is_near(sigmoid(0.3775), 0.5933, 5e-5));
  BOOST_TEST(is_near(sigmoid_without_minus(0.3775), 1 - 0.5933, 5e-5));
  Weights right, wrong;
  const auto falls = learn(right, s, 100, 0.5, Biases::fixed);
  const auto rises =
      learn(wrong, s, 100, 0.5, Biases::fixed, sigmoid_without_minus);
  BOOST_TEST(falls.back() < falls.front());
  BOOST_TEST(rises.back() > rises.front());
}

// Row 7
BOOST_AUTO_TEST_CASE(row_07_error_and_gradients_by_pencil) {
  const Weights n;
  const Sample s;
  const Forward a = forward(n, s);
  const Error e = error(a, s);
  BOOST_TEST(is_near(e.o1, 0.2748, 5e-5));
  BOOST_TEST(is_near(e.o2, 0.0236, 5e-5));
  BOOST_TEST(is_near(e.total(), 0.2984, 5e-5));
  BOOST_TEST(is_near(e.total(), oracle::mazur_error, 5e-10));
  const Weights gradient = backward(n, s, a).gradient;
  for (std::size_t i = 0; i < places.size(); ++i)
    // Rounding only: numbers up to 0.14 in double.
    BOOST_TEST(
        is_near(gradient.*places[i].place, oracle::torch_gradients[i], 1e-16),
        places[i].name);
}

// Row 7
BOOST_AUTO_TEST_CASE(row_07_one_step_takes_w5_from_0_40_to_0_3589) {
  const Sample s;
  Weights n;
  descend(n, backward(n, s, forward(n, s)).gradient, 0.5, Biases::fixed);
  BOOST_TEST(is_near(n.w5, 0.3589, 5e-5));
  for (std::size_t i = 0; i < 8; ++i)
    // He gives eight or nine digits.
    BOOST_TEST(
        is_near(n.*places[i].place, oracle::mazur_after_one_step[i], 5e-9),
        places[i].name);
  BOOST_TEST(n.b_h1 == 0.35);
  BOOST_TEST(n.b_o2 == 0.60);
  BOOST_TEST(error(forward(n, s), s).total() < oracle::mazur_error);
}

// Row 7
BOOST_AUTO_TEST_CASE(row_07_error_after_10000_steps_with_and_without_biases) {
  for (std::size_t k = 0; k < 3; ++k) {
    Weights n;
    const auto errors = learn(n, {}, 10000, 0.5, Biases(k));
    BOOST_REQUIRE(errors.size() == 10001u);
    // 10000 steps in another order of operations: relative to the error.
    BOOST_TEST(relative(errors[1000], oracle::torch_error_after_1000[k]) <
               1e-10);
    BOOST_TEST(relative(errors[10000], oracle::torch_error_after_10000[k]) <
               1e-10);
    if (Biases(k) != Biases::fixed) continue;
    // The notes' (and the blog's) figure is for biases left unchanged.
    BOOST_TEST(is_near(errors[10000], 3.5e-5, 5e-7));
    BOOST_TEST(is_near(errors[9999], oracle::mazur_error_after_9999, 5e-11));
  }
}

// Row 7
BOOST_AUTO_TEST_CASE(row_07_weights_that_move_too_early_give_other_figures) {
  Weights n, slip;
  const auto right = learn(n, {}, 10000, 0.5, Biases::fixed);
  const auto early =
      learn(slip, {}, 10000, 0.5, Biases::fixed, sigmoid, Order::outputs_first);
  // Half a unit of the last published digit.
  BOOST_TEST(is_near(early[1], oracle::slip_error_after_one_step, 5e-10));
  const Forward a = forward(slip, {});
  BOOST_TEST(is_near(a.o1, oracle::slip_o1_after_10000, 5e-10));
  BOOST_TEST(is_near(a.o2, oracle::slip_o2_after_10000, 5e-10));
  BOOST_TEST(!is_near(right[1], oracle::slip_error_after_one_step, 1e-7));
}

// Row 7
BOOST_AUTO_TEST_CASE(row_07_four_ways_to_the_same_gradients) {
  const Weights n;
  const Sample s;
  const arma::mat x = inputs_of(s), t = targets_of(s);
  const arma::vec pencil = flat(backward(n, s, forward(n, s)).gradient);
  const TwoLayers m = in_matrices(n);
  BOOST_TEST(is_near(flat(backward(m, x, t, forward(m, x))), pencil, 1e-16));
  const auto model = two_two_two(n);
  BOOST_TEST(
      is_near(forward_and_backward(*model, s), oracle::mazur_error, 5e-10));
  BOOST_TEST(is_near(model->gradients(), pencil, 1e-16));
  // Central differences with h = 1e-5: rounding of 1e-16 / 1e-5.
  BOOST_TEST(is_near(flat(numerical_gradient(n, s)), pencil, 1e-10));
  BOOST_TEST(check_gradients(*model, x).passes());
}

// Row 7
BOOST_AUTO_TEST_CASE(row_07_flat_names_are_in_the_order_of_the_library) {
  Weights n;
  for (std::size_t i = 0; i < places.size(); ++i)
    n.*places[i].place = double(i);
  const arma::vec all = flat(n);
  for (arma::uword i = 0; i < all.n_elem; ++i)
    BOOST_TEST(places[std::size_t(all(i))].name == std::string(flat_names[i]));
}

// Row 7
BOOST_AUTO_TEST_CASE(row_07_matrices_work_for_any_width_and_many_samples) {
  const TwoLayers n = random_layers(3, 5, 4);
  const arma::mat x = random_matrix(3, 7, 1), t = random_matrix(4, 7, 2);
  const auto E = [&](const TwoLayers& m) {
    return arma::accu(arma::square(forward(m, x).o - t)) / 2;
  };
  const TwoLayers d = backward(n, x, t, forward(n, x));
  const arma::vec measured = measured_gradient(n, E);
  BOOST_TEST(is_near(flat(d), measured, 1e-8));  // rounding / h, E near 10
}

// Row 7: trying every weight is expensive.
BOOST_AUTO_TEST_CASE(row_07_what_a_gradient_costs) {
  const std::vector<std::size_t> mlp = {784, 256, 128, 10};
  BOOST_TEST(parameters_of(mlp) == 235146);
  BOOST_TEST(passes_by_trying(parameters_of(mlp)) == 470292);
  const CostRun run = time_both_ways(2, 1);
  BOOST_TEST(run.parameters == 784 * 2 + 2 + 2 * 10 + 10);
  BOOST_TEST(run.check.passes());
}

}  // namespace rows
