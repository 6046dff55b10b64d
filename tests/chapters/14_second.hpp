// A loss that contains a gradient, and second derivatives.
#pragma once

#include "14_autodiff/landscapes.hpp"
#include "14_autodiff/losses.hpp"
#include "14_autodiff/networks.hpp"
#include "14_autodiff/passes.hpp"
#include "14_autodiff/penalty.hpp"
#include "chapters/14_uses.hpp"

namespace uses_tests {

BOOST_AUTO_TEST_CASE(a_penalty_on_the_slope_equals_its_formula) {
  const Smooth net(5, 7, 9, 0.1);
  Interpreter<double> run(net.program());
  std::vector<arma::mat> p = first_weights(5, 1);
  p[3](0) = 0.3;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::string name = net.parameters()[i].node().name;
    run.bind(name, p[i]);
    run.set("m_" + name, arma::zeros(arma::size(p[i])));
    run.set("v_" + name, arma::zeros(arma::size(p[i])));
  }
  const NoisyPoints points = noisy_points(7, 0.3, 1);
  const arma::mat places = arma::linspace(-1, 1, 9).t();
  run.set("x", points.x);
  run.set("target", points.y);
  run.set("between", places);
  run.set("scale", arma::mat{1.0});
  run.set("rate", arma::mat{0.0});  // the weights stay where they are
  run.run();
  // dy/dx = v ((1 - tanh^2(w x + b)) w)
  arma::mat z = p[0] * places;
  z.each_col() += p[1].col(0);
  arma::mat bent = 1 - arma::square(arma::tanh(z));
  bent.each_col() %= p[0].col(0);
  const arma::mat slope = p[2] * bent;
  BOOST_TEST(distance(run.value(net.slope()), slope) < 1e-13);
  BOOST_TEST(std::abs(run.number(net.penalty()) -
                      arma::mean(arma::vectorise(arma::square(slope)))) <
             1e-13);
  BOOST_TEST(std::abs(run.number(net.loss()) - run.number(net.fit()) -
                      0.1 * run.number(net.penalty())) < 1e-14);
  for (std::size_t i = 0; i < 4; ++i) {
    const arma::mat found = run.value(net.gradients()[i]);
    const arma::mat expected = differences(run, net.loss(), p[i]);
    BOOST_TEST(distance(found, expected) < 1e-7);
    run.run();
  }
}

// Nine draws of twelve points.
BOOST_AUTO_TEST_CASE(a_penalty_on_the_slope_smooths_and_helps) {
  const arma::vec strengths = {0, 0.01, 0.03, 0.1};
  arma::mat fit(9, 4), penalty(9, 4), miss(9, 4);
  for (std::uint64_t seed = 1; seed <= 9; ++seed) {
    const NoisyPoints points = noisy_points(12, 0.3, seed);
    for (arma::uword k = 0; k < 4; ++k) {
      const SmoothFit found = fit_smoothly(points, strengths(k), 600, seed);
      fit(seed - 1, k) = found.fit;
      penalty(seed - 1, k) = found.penalty;
      miss(seed - 1, k) = found.miss;
    }
  }
  // Stronger means flatter, and farther from the points, in every draw.
  BOOST_TEST(arma::diff(penalty, 1, 1).max() < 0);
  BOOST_TEST(arma::diff(fit, 1, 1).min() > 0);
  // Yet closer to the truth, with the right strength, in eight draws of nine.
  BOOST_TEST(arma::accu(miss.col(1) < miss.col(0)) == 8u);
  const arma::rowvec medians = arma::median(miss, 0);
  BOOST_TEST(medians(1) < 0.5 * medians(0));
  BOOST_TEST(medians(2) < 0.5 * medians(0));
  BOOST_TEST(medians(3) > medians(2));  // too much
}

BOOST_AUTO_TEST_CASE(hessian_products_of_himmelblau_by_hand) {
  Landscape landscape(2, himmelblau);
  nn::Random random(1);
  for (int i = 0; i < 5; ++i) {
    const arma::vec w = 3 * normal(random, 2, 1), v = normal(random, 2, 1);
    const double x = w(0), y = w(1);
    const double across = 4 * x + 4 * y;
    const arma::mat H = {{12 * x * x + 4 * y - 42, across},
                         {across, 4 * x + 12 * y * y - 26}};
    BOOST_TEST(distance(landscape.hessian_times(w, v), H * v) < 1e-11);
  }
}

BOOST_AUTO_TEST_CASE(hessian_products_equal_differences_of_gradients) {
  Landscape network(small_network_weights, small_network_loss);
  nn::Random random(4);
  for (int i = 0; i < 3; ++i) {
    const arma::vec w = normal(random, small_network_weights, 1);
    const arma::vec u = normal(random, small_network_weights, 1);
    const arma::vec v = normal(random, small_network_weights, 1);
    const arma::vec Hv = network.hessian_times(w, v);
    const double h = 1e-5;
    const arma::vec slope =
        (network.gradient(w + h * v) - network.gradient(w - h * v)) / (2 * h);
    BOOST_TEST(distance(Hv, slope) < 1e-7);
    // H is symmetric.
    const double there = arma::dot(u, Hv);
    const double back = arma::dot(v, network.hessian_times(w, u));
    BOOST_TEST(std::abs(there - back) < 1e-12 * (1 + std::abs(there)));
  }
}

// W, U and b of a recurrent network, each with a direction of its own.
BOOST_AUTO_TEST_CASE(hessian_products_of_several_variables) {
  SmallElman net(Bend::tanh);
  Graph& graph = net.program.graph;
  Tensors v;
  for (const Tensor& w : net.parameters)
    v.push_back(graph.input("v_" + w.node().name, w.dims()));
  const Tensors Hv = hessian_times(net.loss, net.parameters, v);
  Interpreter<double> run(net.program);
  net.bind(run);
  nn::Random random(8);
  std::vector<arma::mat> along;
  for (std::size_t i = 0; i < 3; ++i) {
    const arma::mat& numbers = net.numbers[i];
    along.push_back(normal(random, numbers.n_rows, numbers.n_cols));
    run.set(v[i].node().name, along[i]);
  }
  const double h = 1e-5;
  const auto gradients_at = [&](double step) {
    for (std::size_t i = 0; i < 3; ++i)
      net.numbers[i] += step * along[i];
    run.run();
    return std::vector<arma::mat>{run.value(net.gradients[0]),
                                  run.value(net.gradients[1]),
                                  run.value(net.gradients[2])};
  };
  const auto above = gradients_at(h), below = gradients_at(-2 * h);
  gradients_at(h);  // back to the middle
  for (std::size_t i = 0; i < 3; ++i)
    BOOST_TEST(distance(run.value(Hv[i]), (above[i] - below[i]) / (2 * h)) <
               1e-6);
}

// Forward mode through the gradient: the same vector the other way.
BOOST_AUTO_TEST_CASE(hessian_products_in_both_modes) {
  Program program;
  Graph& graph = program.graph;
  const std::size_t n = small_network_weights;
  const Tensor w = graph.input("w", {n}), v = graph.input("v", {n});
  const Tensor loss = small_network_loss(w);
  const Tensor reverse = hessian_times(loss, {w}, {v})[0];
  const Tensor forward = directional(gradient(loss, {w}), {w}, {v})[0];
  Interpreter<double> run(program);
  nn::Random random(7);
  run.set("w", normal(random, n, 1));
  run.set("v", normal(random, n, 1));
  run.run();
  BOOST_TEST(distance(run.value(reverse), run.value(forward)) < 1e-13);
}

// The limits that chapter 5 prints, and the curvature of chapter 6.
BOOST_AUTO_TEST_CASE(curvatures_are_those_of_chapter_5) {
  const std::vector<double> limits = {1,      0.1,    0.0243, 0.0248,
                                      0.0149, 0.0190, 0.0020};
  const std::vector<Minimum> minima = known_minima();
  BOOST_TEST(minima.size() == limits.size());
  for (std::size_t i = 0; i < minima.size(); ++i) {
    Landscape landscape(minima[i].w.n_elem, minima[i].function);
    BOOST_TEST(arma::abs(landscape.gradient(minima[i].w)).max() < 1e-6);
    const Curvature found = largest_curvature(landscape, minima[i].w, 1);
    BOOST_TEST(std::abs(2 / found.largest - limits[i]) < 0.51e-4);
  }
  Landscape last(2, rosenbrock);
  BOOST_TEST(std::abs(largest_curvature(last, {1, 1}, 1).largest - 1001.6) <
             0.051);
}

BOOST_AUTO_TEST_CASE(power_iteration_finds_the_largest_eigenvalue) {
  Landscape network(small_network_weights, small_network_loss);
  const arma::vec w = trained_network(network, 1000, 2);
  const std::size_t n = small_network_weights;
  arma::mat H(n, n);
  for (std::size_t i = 0; i < n; ++i) {
    arma::vec e(n, arma::fill::zeros);
    e(i) = 1;
    H.col(i) = network.hessian_times(w, e);
  }
  const Curvature found = largest_curvature(network, w, 1);
  BOOST_TEST(std::abs(found.largest / arma::eig_sym(H).max() - 1) < 1e-8);
  BOOST_TEST(distance(H * found.direction, found.largest * found.direction) <
             1e-3 * found.largest);
  BOOST_TEST(found.rounds < 200);  // a round is one product with H
}

// Just below the limit a descent comes closer, just above it leaves.
BOOST_AUTO_TEST_CASE(rates_below_2_over_L_hold_and_above_do_not) {
  Landscape network(small_network_weights, small_network_loss);
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const arma::vec w = trained_network(network, 3000, seed);
    const Curvature found = largest_curvature(network, w, 1);
    for (const double share : {0.9, 0.99, 1.01, 1.1}) {
      const double rate = share * 2 / found.largest;
      const double factor = factor_of_descent(network, w, found, rate);
      // 3000 steps end near a minimum, not at one: the ground still bends.
      BOOST_TEST(std::abs(factor - (2 * share - 1)) < 0.006);
      BOOST_TEST((factor < 1) == (share < 1));
    }
  }
}

// Counted, not measured: the page says 1.7 times.
BOOST_AUTO_TEST_CASE(a_hessian_product_costs_less_than_two_gradients) {
  const auto operations = [](bool second) {
    Program program;
    const Network net = mlp(program.graph, 128);
    const Tensor loss = softmax_cross_entropy(net.logits, net.labels);
    Tensors results = gradient(loss, net.parameters);
    if (second) {
      Tensors v;
      for (const Tensor& w : net.parameters)
        v.push_back(program.graph.input("v_" + w.node().name, w.dims()));
      results = hessian_times(loss, net.parameters, v);
    }
    for (const Tensor& x : results)
      program.results.push_back(x.id);
    return work(without_dead_nodes(program).graph);
  };
  const double ratio = operations(true) / operations(false);
  BOOST_TEST(ratio > 1.6);
  BOOST_TEST(ratio < 1.75);
}

}  // namespace uses_tests
