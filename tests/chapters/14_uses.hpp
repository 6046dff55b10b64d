// Recurrent networks, clipping, and shared weights.
#pragma once

#include <algorithm>
#include <cmath>

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include "nn/core/error.hpp"

#include "14_autodiff/derivative.hpp"
#include "14_autodiff/descent.hpp"
#include "14_autodiff/elementwise.hpp"
#include "14_autodiff/interpreter.hpp"
#include "14_autodiff/products.hpp"
#include "14_autodiff/random_matrix.hpp"
#include "14_autodiff/recurrent.hpp"
#include "14_autodiff/remember.hpp"
#include "14_autodiff/shapes.hpp"
#include "14_autodiff/shared.hpp"

namespace uses_tests {

using namespace chapter14;

inline double distance(const arma::mat& a, const arma::mat& b) {
  return arma::abs(a - b).max();
}

/// Central differences of `result` by every number of `numbers`, which the
/// interpreter reads: errors of about 1e-10 where third derivatives are near 1.
inline arma::mat differences(Interpreter<double>& run, const Tensor& result,
                             arma::mat& numbers) {
  const double h = 1e-5;
  arma::mat slopes(arma::size(numbers));
  for (arma::uword i = 0; i < numbers.n_elem; ++i) {
    const double before = numbers(i);
    numbers(i) = before + h;
    run.run();
    const double above = run.number(result);
    numbers(i) = before - h;
    run.run();
    slopes(i) = (above - run.number(result)) / (2 * h);
    numbers(i) = before;
  }
  return slopes;
}

/// An Elman network of 4 units over 6 steps of 2 features, 3 samples.
struct SmallElman {
  Program program;
  Tensors states, parameters, gradients;
  Tensor loss;
  std::vector<arma::mat> numbers;  // W, U, b
  std::vector<arma::mat> x;
  arma::mat h0;

  explicit SmallElman(Bend bend) {
    Graph& graph = program.graph;
    parameters = {graph.input("W", {4, 4}), graph.input("U", {4, 2}),
                  graph.input("b", {4})};
    Tensors inputs;
    for (int t = 0; t < 6; ++t)
      inputs.push_back(graph.input(fmt::format("x{}", t), {2, 3}));
    states = unroll({parameters[0], parameters[1], parameters[2]},
                    graph.input("h0", {4, 3}), inputs, bend);
    loss = sum(states.back() * states.back()) + sum(states[3]);
    gradients = gradient(loss, parameters);
    nn::Random random(3);
    numbers = {normal(random, 4, 4, 0.5), normal(random, 4, 2),
               normal(random, 4, 1)};
    for (int t = 0; t < 6; ++t)
      x.push_back(normal(random, 2, 3));
    h0 = normal(random, 4, 3);
  }
  void bind(Interpreter<double>& run) {
    for (std::size_t i = 0; i < 3; ++i)
      run.bind(parameters[i].node().name, numbers[i]);
    for (std::size_t t = 0; t < 6; ++t)
      run.bind(fmt::format("x{}", t), x[t]);
    run.bind("h0", h0);
  }
};

/// The loss at the end with one rate, seeds 1 to 9.
inline arma::vec ends(double limit, double rate) {
  const Rememberer network({.limit = limit});
  arma::vec result(9);
  for (std::uint64_t seed = 1; seed <= 9; ++seed)
    result(seed - 1) = final_loss(network.train(rate, 200, seed));
  return result;
}

BOOST_AUTO_TEST_CASE(recurrent_states_are_the_loops) {
  for (const Bend bend : {Bend::tanh, Bend::none}) {
    SmallElman net(bend);
    Interpreter<double> run(net.program);
    net.bind(run);
    run.run();
    arma::mat h = net.h0;
    for (std::size_t t = 0; t < 6; ++t) {
      h = net.numbers[0] * h + net.numbers[1] * net.x[t];
      h.each_col() += net.numbers[2].col(0);
      if (bend == Bend::tanh) h = arma::tanh(h);
      BOOST_TEST(distance(run.value(net.states[t + 1]), h) < 1e-13);
    }
  }
}

BOOST_AUTO_TEST_CASE(recurrent_gradients_equal_differences) {
  SmallElman net(Bend::tanh);
  Interpreter<double> run(net.program);
  net.bind(run);
  run.run();
  for (std::size_t i = 0; i < 3; ++i) {
    const arma::mat found = run.value(net.gradients[i]);
    BOOST_TEST(distance(found, differences(run, net.loss, net.numbers[i])) <
               1e-8);
    run.run();
  }
}

// dL/dh(t-1) = W' ((1 - h(t)^2) dL/dh(t)), where h(t-1) is used by h(t) alone.
BOOST_AUTO_TEST_CASE(a_gradient_goes_a_step_back_through_tanh_and_W) {
  SmallElman net(Bend::tanh);
  const Tensors gradients = gradient(net.loss, net.states);
  Interpreter<double> run(net.program);
  net.bind(run);
  run.run();
  for (const std::size_t t : {6, 5, 3, 2, 1}) {  // L is made of h(3), too
    const arma::mat h = run.value(net.states[t]);
    const arma::mat back =
        net.numbers[0].t() * ((1 - h % h) % run.value(gradients[t]));
    BOOST_TEST(distance(run.value(gradients[t - 1]), back) < 1e-13);
  }
}

BOOST_AUTO_TEST_CASE(spectral_radius_of_known_matrices) {
  const arma::mat turn = {{0.6, -0.8}, {0.8, 0.6}};
  BOOST_TEST(std::abs(spectral_radius(3 * turn) - 3) < 1e-6);
  BOOST_TEST(std::abs(spectral_radius({{0.5, 7}, {0, -0.25}}) - 0.5) < 1e-6);
  BOOST_TEST(spectral_radius({{0, 1}, {0, 0}}) == 0);
  nn::Random random(5);
  for (int i = 0; i < 5; ++i) {
    const arma::mat W = normal(random, 12, 12);
    const double largest = arma::abs(arma::eig_gen(W)).max();
    BOOST_TEST(std::abs(spectral_radius(W) / largest - 1) < 1e-5);
  }
  BOOST_CHECK_THROW(spectral_radius(arma::mat(2, 3)), nn::ShapeError);
}

// Without tanh, the gradient k steps back is (W')^k c: its growth in the long
// run is the spectral radius, whatever c is.
BOOST_AUTO_TEST_CASE(without_tanh_a_gradient_grows_like_the_radius) {
  for (const double radius : {0.5, 0.9, 1.1, 2.0}) {
    const arma::vec left = median_by_distance(
        {.radius = radius, .steps = 120, .bend = Bend::none}, 9);
    // From 20 to 120 steps, so that the start does not count.
    const double growth = std::pow(left(120) / left(20), 0.01);
    BOOST_TEST(std::abs(growth / radius - 1) < 0.02);
  }
}

BOOST_AUTO_TEST_CASE(gradients_vanish_below_one_and_explode_above) {
  const auto left = [](double radius, Bend bend) {
    return median_by_distance({.radius = radius, .bend = bend}, 9);
  };
  for (const Bend bend : {Bend::tanh, Bend::none}) {
    BOOST_TEST(left(0.5, bend)(50) < 1e-12);
    BOOST_TEST(left(0.9, bend)(50) < 1e-2);
  }
  BOOST_TEST(left(1.1, Bend::none)(50) > 10);
  BOOST_TEST(left(1.5, Bend::none)(50) > 1e6);
  // tanh is flat where its input is far from 0, and takes away what W adds.
  for (const double radius : {0.5, 0.9, 1.1, 1.5, 2.0, 3.0})
    BOOST_TEST(left(radius, Bend::tanh)(50) < left(radius, Bend::none)(50));
  BOOST_TEST(left(1.1, Bend::tanh)(50) < 1);
  BOOST_TEST(left(3.0, Bend::tanh)(50) > 1000);
  // In the middle, at ten steps, it looks harmless.
  BOOST_TEST(left(3.0, Bend::tanh)(10) < 10);
}

BOOST_AUTO_TEST_CASE(clipped_gradients_keep_their_direction) {
  Program program;
  Graph& graph = program.graph;
  const Tensor a = graph.input("a", {2, 2}), b = graph.input("b", {1});
  const Tensor length = norm({a, b});
  const Tensors short_ones = clipped({a, b}, 6), long_ones = clipped({a, b}, 2);
  Interpreter<double> run(program);
  const arma::mat numbers = {{2, 2}, {-2, 2}}, three = arma::mat{3.0};
  run.set("a", numbers);
  run.set("b", three);
  run.run();
  BOOST_TEST(run.number(length) == 5);  // sqrt(4 + 4 + 4 + 4 + 9)
  BOOST_TEST(distance(run.value(short_ones[0]), numbers) == 0);
  BOOST_TEST(distance(run.value(short_ones[1]), three) == 0);
  BOOST_TEST(distance(run.value(long_ones[0]), 0.4 * numbers) < 1e-15);
  BOOST_TEST(distance(run.value(long_ones[1]), 0.4 * three) < 1e-15);
  run.set("a", arma::zeros(2, 2));
  run.set("b", arma::zeros(1, 1));
  run.run();
  BOOST_TEST(run.number(long_ones[1]) == 0);  // not 0 / 0
}

// The page: nine runs, both at every rate, and each at its own best.
BOOST_AUTO_TEST_CASE(clipping_rescues_a_memory) {
  const double nothing_learned = 1.0 / 3;
  std::vector<double> free_medians, clipped_medians, free_worst, clipped_worst;
  for (const double rate : {0.01, 0.03, 0.1, 0.2}) {
    const arma::vec free = ends(0, rate), clipped = ends(1, rate);
    free_medians.push_back(arma::median(free));
    clipped_medians.push_back(arma::median(clipped));
    free_worst.push_back(free.max());
    clipped_worst.push_back(clipped.max());
  }
  // Every run without clipping fails at 0.3, and none with it.
  BOOST_TEST(ends(0, 0.3).min() > 1);
  BOOST_TEST(ends(1, 0.3).max() < 0.25);
  const auto best = [](const std::vector<double>& losses) {
    return *std::min_element(losses.begin(), losses.end());
  };
  BOOST_TEST(best(clipped_medians) < 0.9 * best(free_medians));
  // Bad luck: the worst of nine, at the rate with the best worst.
  BOOST_TEST(best(clipped_worst) < 0.5 * nothing_learned);
  BOOST_TEST(best(clipped_worst) < best(free_worst));
}

// 19,000 nodes in a row: no recursion may depend on how many there are.
BOOST_AUTO_TEST_CASE(a_thousand_steps_unroll) {
  const Rememberer network({.steps = 1000, .limit = 1});
  BOOST_TEST(network.program().graph.size() > 15000u);
  const arma::vec losses = network.train(0.1, 2, 1);
  BOOST_TEST(losses.is_finite());
  BOOST_TEST(losses(0) != losses(1));
  // Without tanh and with one unit: d h(T) / d h(0) = w^T.
  const arma::vec left = gradient_by_distance(
      {.radius = 0.999, .steps = 1000, .bend = Bend::none, .hidden = 1}, 1);
  BOOST_TEST(std::abs(left(1000) / std::pow(0.999, 1000) - 1) < 1e-4);
}

BOOST_AUTO_TEST_CASE(a_shared_weight_has_the_sum_of_its_gradients) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const SharedGradients found = tied_autoencoder(6, 3, 8, seed);
    // The same two numbers are added: the same bits.
    BOOST_TEST(distance(found.shared, found.encoder + found.decoder) == 0);
    BOOST_TEST(arma::norm(found.encoder, "fro") > 0.01);
    BOOST_TEST(arma::norm(found.decoder, "fro") > 0.01);
  }
}

BOOST_AUTO_TEST_CASE(a_shared_weights_gradient_equals_differences) {
  Program program;
  Graph& graph = program.graph;
  const Tensor W = graph.input("W", {3, 5}), x = graph.input("x", {5, 4});
  const Tensor error = product_tn(W, tanh(product(W, x))) - x;
  const Tensor loss = mean(error * error);
  const Tensor dW = gradient(loss, {W})[0];
  nn::Random random(2);
  arma::mat weights = normal(random, 3, 5, 0.5);
  Interpreter<double> run(program);
  run.bind("W", weights);
  run.set("x", normal(random, 5, 4));
  run.run();
  const arma::mat found = run.value(dW);
  BOOST_TEST(distance(found, differences(run, loss, weights)) < 1e-9);
}

}  // namespace uses_tests
