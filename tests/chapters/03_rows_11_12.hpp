// Chapter 3, rows 11 to 12 of the notes: graphs and activations.
#pragma once

#include <boost/test/unit_test.hpp>

#include "03_oracles.hpp"
#include "03_propagation/activations.hpp"
#include "03_propagation/dead_units.hpp"
#include "03_propagation/depth.hpp"
#include "03_propagation/graph.hpp"
#include "03_propagation/nodes.hpp"
#include "03_propagation/output_unit.hpp"
#include "03_tools.hpp"

namespace rows {
using namespace chapter03;

// Row 11
BOOST_AUTO_TEST_CASE(row_11_mul_and_add_pass_derivatives_back) {
  Mul mul;
  BOOST_TEST(mul.forward(3, -2) == -6);
  BOOST_TEST((mul.backward(10) == std::pair(-20.0, 30.0)));
  Add add;
  BOOST_TEST(add.forward(3, -2) == 1);
  BOOST_TEST((add.backward(10) == std::pair(10.0, 10.0)));
}

// Row 11
BOOST_AUTO_TEST_CASE(row_11_the_bill_and_its_derivatives_by_hand) {
  // (2 x 9 + 3 x 2.5) x 1.1 = 28.05; one ticket more costs 9 x 1.1.
  const Bill b = settle({});
  BOOST_TEST(is_near(b.total, 28.05, 1e-14));
  BOOST_TEST(is_near(b.derivative.tickets, 9.9, 1e-14));
  BOOST_TEST(is_near(b.derivative.ticket, 2.2, 1e-14));
  BOOST_TEST(is_near(b.derivative.coffees, 2.75, 1e-14));
  BOOST_TEST(is_near(b.derivative.coffee, 3.3, 1e-14));
  BOOST_TEST(is_near(b.derivative.service, 25.5, 1e-14));
}

// Row 11
BOOST_AUTO_TEST_CASE(row_11_sigmoid_and_affine_nodes_pass_the_gradient_check) {
  arma::mat x = random_matrix(4, 6, 1);
  const arma::mat G = random_matrix(3, 6, 2);
  Affine affine(random_matrix(3, 4, 3), random_matrix(3, 1, 4));
  SigmoidNode node;
  const auto f = [&] {
    return arma::accu(G % node.forward(affine.forward(x)));
  };
  f();
  const arma::mat dx = affine.backward(node.backward(G));
  const arma::mat dW = affine.dW, db = affine.db;
  // Central differences, h = 1e-5, of a function near 10: 1e-16 * 10 / h.
  BOOST_TEST(is_near(dx, measured(x, f), 1e-9));
  BOOST_TEST(is_near(dW, measured(affine.W, f), 1e-9));
  BOOST_TEST(is_near(db, measured(affine.b, f), 1e-9));
}

// Row 11
BOOST_AUTO_TEST_CASE(row_11_nodes_are_the_library_s_layers) {
  const arma::mat x = random_matrix(4, 6, 1), G = random_matrix(3, 6, 2);
  Affine affine(random_matrix(3, 4, 3), random_matrix(3, 1, 4));
  SigmoidNode node;
  Model model({4});
  model.add<nn::Linear>(4, 3).add<nn::Sigmoid>();
  model.build(1);
  model.parameters() = arma::join_cols(arma::vectorise(affine.W), affine.b);
  BOOST_TEST(is_near(node.forward(affine.forward(x)), model.forward(x), 1e-14));
  const arma::mat dx = affine.backward(node.backward(G));
  BOOST_TEST(is_near(dx, model.backward_to_input(G), 1e-14));
  BOOST_TEST(is_near(arma::join_cols(arma::vectorise(affine.dW), affine.db),
                     model.gradients(), 1e-13));
}

// Row 11
BOOST_AUTO_TEST_CASE(row_11_a_graph_of_the_network_gives_the_pencil_s_numbers) {
  NetworkGraph net = as_graph({}, {});
  net.graph.backward(net.end);
  BOOST_TEST(is_near(net.graph.value(net.end), oracle::mazur_error, 5e-10));
  for (std::size_t i = 0; i < places.size(); ++i)
    BOOST_TEST(is_near(net.graph.gradient(net.parameters[i]),
                       oracle::torch_gradients[i], 1e-16),
               places[i].name);
  // A second backward() starts afresh.
  net.graph.backward(net.end);
  BOOST_TEST(is_near(net.graph.gradient(net.parameters[4]),
                     oracle::torch_gradients[4], 1e-16));
}

// Row 11
BOOST_AUTO_TEST_CASE(row_11_a_number_used_twice_gets_both_derivatives) {
  Graph g;
  const auto x = g.input(3), y = g.input(5);
  const auto end = g.add(g.mul(x, x), g.mul(x, y));  // x^2 + x y
  g.backward(end);
  BOOST_TEST(g.value(end) == 24);
  BOOST_TEST(g.gradient(x) == 11);  // 2 x + y
  BOOST_TEST(g.gradient(y) == 3);
}

// Row 12
BOOST_AUTO_TEST_CASE(row_12_curves_and_slopes_are_those_of_pytorch) {
  for (const auto& [name, value, slope] : oracle::activations) {
    const Curve& curve = curve_of(name);
    for (std::size_t i = 0; i < 5; ++i) {
      BOOST_TEST(is_near(curve.f(oracle::places[i]), value[i], 1e-15), name);
      BOOST_TEST(is_near(curve.slope(oracle::places[i]), slope[i], 1e-15),
                 name);
    }
  }
}

// Row 12
BOOST_AUTO_TEST_CASE(row_12_slopes_are_the_derivatives_and_the_library_agrees) {
  for (const Curve& curve : curves)
    for (double x : {-4.0, -1.3, -0.2, 0.3, 1.1, 3.9}) {
      const double h = 1e-6;
      const double measured = (curve.f(x + h) - curve.f(x - h)) / (2 * h);
      BOOST_TEST(is_near(curve.slope(x), measured, 1e-8), curve.name);
      if (curve.f == threshold) continue;  // not in the library
      BOOST_TEST(is_near(by_library(curve.name, arma::mat(1, 1).fill(x)),
                         arma::mat(1, 1).fill(curve.f(x)), 1e-15),
                 curve.name);
    }
}

// Row 12
BOOST_AUTO_TEST_CASE(row_12_softmax_sums_to_one_and_has_the_right_slopes) {
  const arma::vec x{2, 1, 0};
  arma::mat library(3, 1);
  Exact::softmax(x, library);
  BOOST_TEST(is_near(softmax(x), library, 1e-15));
  BOOST_TEST(is_near(arma::accu(softmax(x)), 1, 1e-15));
  BOOST_TEST(is_near(softmax({1010, 1000, 990}), softmax({20, 10, 0}), 1e-15));
  // PyTorch, jacobian(): four digits.
  const arma::mat torch{{0.2227, -0.1628, -0.0599},
                        {-0.1628, 0.1848, -0.0220},
                        {-0.0599, -0.0220, 0.0819}};
  BOOST_TEST(is_near(softmax_slopes(x), torch, 5e-5));
}

// Row 12, errata 7
BOOST_AUTO_TEST_CASE(row_12_tanh_as_printed_is_the_sigmoid_of_2x) {
  for (double x : {-2.0, -0.5, 0.0, 0.5, 2.0}) {
    BOOST_TEST(is_near(chapter03::tanh(x), std::tanh(x), 1e-15));
    BOOST_TEST(is_near(tanh_as_printed(x), sigmoid(2 * x), 1e-15));
  }
  BOOST_TEST(tanh_as_printed(0) == 0.5);
}

// Row 12
BOOST_AUTO_TEST_CASE(row_12_a_threshold_cannot_learn_and_linear_adds_nothing) {
  BOOST_TEST(share_with_slope(curve_of("threshold")) == 0);
  BOOST_TEST(share_with_slope(curve_of("linear")) == 1);
  BOOST_TEST(is_near(share_with_slope(curve_of("ReLU")), 0.5, 1e-3));
  // From x = -3.07 on, but for the bottom of its valley (by the C library).
  BOOST_TEST(is_near(share_with_slope(curve_of("GELU")), 0.65105, 1e-3));
  // |x| < 4.5850: o (1 - o) = 0.01.
  BOOST_TEST(is_near(share_with_slope(curve_of("sigmoid")), 0.4585, 1e-3));
  const auto deep = deep_model<nn::Identity>(3, 4, nn::xavier(), 1);
  const arma::mat unit = deep->forward(arma::mat(4, 4, arma::fill::eye));
  const arma::mat x = random_matrix(4, 5, 1);  // biases are 0
  BOOST_TEST(is_near(deep->forward(x), unit * x, 1e-13));
}

// Row 12
BOOST_AUTO_TEST_CASE(row_12_gradients_vanish_through_ten_sigmoid_layers) {
  const Depth sigmoid = measure_depth<nn::Sigmoid>("", nn::xavier(), 1);
  const Depth relu = measure_depth<nn::ReLU>("", nn::he(), 1);
  const Depth large = measure_depth<nn::Tanh>("", nn::normal(2), 1);
  BOOST_REQUIRE(sigmoid.sizes.size() == 10u);
  // Nine slopes of 1/4 at most; Xavier's weights keep the length.
  BOOST_TEST(sigmoid.left() < 8 * std::pow(0.25, 9));
  BOOST_TEST(sigmoid.left() > 0);
  BOOST_TEST(relu.left() > 0.2);
  BOOST_TEST(relu.left() < 5);
  BOOST_TEST(sigmoid.asleep < 0.01);
  BOOST_TEST(is_near(relu.asleep, 0.5, 0.1));
  BOOST_TEST(large.asleep > 0.8);
}

// Row 12
BOOST_AUTO_TEST_CASE(row_12_cross_entropy_wakes_a_saturated_sigmoid) {
  const double o = 1 / (1 + std::exp(8.0));
  BOOST_TEST(is_near(unit_gradient(-8, UnitLoss::squared),
                     (o - 1) * o * (1 - o), 1e-15));
  BOOST_TEST(is_near(unit_gradient(-8, UnitLoss::cross_entropy), o - 1, 1e-15));
  BOOST_TEST(steps_to_right(-8, UnitLoss::squared) > 1000);
  BOOST_TEST(steps_to_right(-8, UnitLoss::cross_entropy) < 50);
  BOOST_TEST(steps_to_right(3, UnitLoss::squared) == 0);
}

// Row 12
BOOST_AUTO_TEST_CASE(row_12_silent_units_are_counted) {
  FastModel model({2});
  model.add<nn::Linear>(2, 3).add<nn::ReLU>().add<nn::Linear>(3, 10);
  model.build(1);
  // Three units: x1, -x1, -1 - x2; images with x1 of both signs, x2 > 0.
  model.named_parameters()[0].parameter->value = {{1, 0}, {-1, 0}, {0, -1}};
  model.named_parameters()[1].parameter->value = arma::fvec{0, 0, -1};
  BOOST_TEST(silent_units(model, {{1, -2}, {3, 4}}) == 1u);
  BOOST_TEST(silent_units(model, {{1, 2}, {3, 4}}) == 2u);
}

// Row 12
BOOST_AUTO_TEST_CASE(row_12_dead_relus_on_real_images, *needs_images()) {
  const TrainTestImages images =
      first_images(nn::load_images("fashion-mnist"), 1000, 500);
  const auto run = [&](double rate, float bias, bool leaky) {
    return train_and_count(
        images,
        {.rate = rate, .bias = bias, .leaky = leaky, .steps = 100, .seed = 1});
  };
  const DeadRun calm = run(0.1, 0, false), hot = run(1, 0, false);
  BOOST_TEST(calm.silent_before == 0u);
  BOOST_TEST(calm.silent_after < 10u);
  BOOST_TEST(calm.accuracy > 0.6);
  BOOST_TEST(hot.silent_after > 30u);
  // Born dead they stay dead; a leak brings life back.
  const DeadRun born_dead = run(0.2, -3, false), leaky = run(0.2, -3, true);
  BOOST_TEST(born_dead.silent_before > 90u);
  BOOST_TEST(born_dead.silent_after >= born_dead.silent_before);
  BOOST_TEST(leaky.accuracy > born_dead.accuracy);
}

}  // namespace rows
