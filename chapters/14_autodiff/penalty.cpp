#include "penalty.hpp"

#include <cmath>

#include "derivative.hpp"
#include "elementwise.hpp"
#include "interpreter.hpp"
#include "losses.hpp"
#include "networks.hpp"
#include "products.hpp"
#include "random_matrix.hpp"
#include "shapes.hpp"

namespace chapter14 {

NoisyPoints noisy_points(std::size_t n, double noise, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data);
  NoisyPoints points = {arma::mat(1, n), {}};
  points.x.imbue([&] { return random.uniform(-1, 1); });
  points.y = without_noise(points.x) + normal(random, 1, n, noise);
  return points;
}

arma::mat without_noise(const arma::mat& x) {
  return arma::sin(3 * x);
}

namespace {

/// y for every column of x; p: w, b, v, c.
Tensor small_network(const Tensors& p, const Tensor& x) {
  return product(p[2], tanh(product(p[0], x) + p[1])) + p[3];
}

}  // namespace

Smooth::Smooth(std::size_t hidden, std::size_t points, std::size_t places,
               double strength) {
  Graph& graph = program_.graph;
  parameters_ = {graph.input("w", {hidden, 1}), graph.input("b", {hidden}),
                 graph.input("v", {1, hidden}), graph.input("c", {})};
  const Tensor x = graph.input("x", {1, points});
  const Tensor target = graph.input("target", {1, points});
  const Tensor between = graph.input("between", {1, places});
  // #region penalty
  fit_ = mean_squared_error(small_network(parameters_, x), target);
  curve_ = small_network(parameters_, between);
  slope_ = gradient(sum(curve_), {between})[0];
  penalty_ = mean(slope_ * slope_);
  loss_ = fit_ + strength * penalty_;
  gradients_ = gradient(loss_, parameters_);
  // #endregion penalty
  add_adam(program_, parameters_, gradients_);
  program_.results = {loss_.id, fit_.id, slope_.id, curve_.id, penalty_.id};
}

std::vector<arma::mat> first_weights(std::size_t hidden, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::weights);
  const double small = 1 / std::sqrt(static_cast<double>(hidden));
  return {normal(random, hidden, 1, 3), normal(random, hidden, 1),
          normal(random, 1, hidden, small), arma::zeros(1, 1)};
}

SmoothFit fit_smoothly(const NoisyPoints& points, double strength, int steps,
                       std::uint64_t seed) {
  const std::size_t hidden = 20;
  const arma::mat places = arma::linspace(-1, 1, 41).t();
  const Smooth net(hidden, points.x.n_elem, places.n_elem, strength);
  Interpreter<double> run(net.program());
  const std::vector<arma::mat> weights = first_weights(hidden, seed);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const std::string name = net.parameters()[i].node().name;
    run.set(name, weights[i]);
    run.set("m_" + name, arma::zeros(arma::size(weights[i])));
    run.set("v_" + name, arma::zeros(arma::size(weights[i])));
  }
  run.set("x", points.x);
  run.set("target", points.y);
  run.set("between", places);
  arma::mat rate(1, 1), scale(1, 1);
  run.bind("rate", rate);
  run.bind("scale", scale);
  for (int t = 1; t <= steps; ++t) {
    rate(0) = 0.01 / (1 - std::pow(0.9, t));
    scale(0) = 1 / std::sqrt(1 - std::pow(0.999, t));
    run.run();
  }
  SmoothFit result = {run.number(net.fit()), run.number(net.penalty()), 0,
                      places, run.value(net.curve())};
  const arma::mat off = result.curve - without_noise(places);
  result.miss = arma::accu(off % off) / static_cast<double>(off.n_elem);
  return result;
}

}  // namespace chapter14
