#include "landscapes.hpp"

#include <cmath>

#include "elementwise.hpp"
#include "losses.hpp"
#include "products.hpp"
#include "random_matrix.hpp"
#include "shapes.hpp"

namespace chapter14 {
namespace {

/// Number i of a column, as a single number.
Tensor number(const Tensor& w, std::size_t i) {
  return reshape(slice(w, 0, i, i + 1), {});
}

Tensor squared(const Tensor& x) {
  return x * x;
}

/// A row of given numbers, made of nodes: 1 x n.
Tensor row(Graph& graph, const arma::vec& numbers) {
  const std::size_t n = numbers.n_elem;
  Tensor result;
  for (std::size_t i = 0; i < n; ++i) {
    const Tensor one = reshape(graph.constant(numbers(i)), {1, 1});
    const Tensor padded = pad(one, 1, i, n);
    result = i == 0 ? padded : result + padded;
  }
  return result;
}

}  // namespace

Tensor parabola(const Tensor& w) {
  return squared(number(w, 0) - 1) + 1;
}
Tensor valley(const Tensor& w) {
  return (squared(number(w, 0)) + 20 * squared(number(w, 1))) / 2;
}
Tensor himmelblau(const Tensor& w) {
  const Tensor x1 = number(w, 0), x2 = number(w, 1);
  return squared(x1 * x1 + x2 - 11) + squared(x1 + x2 * x2 - 7);
}
Tensor rosenbrock(const Tensor& w) {
  const Tensor x1 = number(w, 0), x2 = number(w, 1);
  return squared(1 - x1) + 100 * squared(x2 - x1 * x1);
}

// #region network_of_slices
Tensor small_network_loss(const Tensor& w) {
  const arma::vec places = arma::linspace(-1, 1, 21);
  const Tensor x = row(*w.graph, places);
  const Tensor target = row(*w.graph, arma::sin(3 * places));
  const Tensor W = reshape(slice(w, 0, 0, 6), {6, 1}), b = slice(w, 0, 6, 12);
  const Tensor v = reshape(slice(w, 0, 12, 18), {1, 6}), c = number(w, 18);
  const Tensor y = product(v, tanh(product(W, x) + b)) + c;
  return mean_squared_error(y, target);
}
// #endregion network_of_slices

arma::vec trained_network(Landscape& network, int steps, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::weights);
  const arma::vec start = normal(random, small_network_weights, 1);
  return descend(network, start, 0.1, steps);
}

std::vector<Minimum> known_minima() {
  return {{"parabola", parabola, {1}},
          {"valley", valley, {0, 0}},
          {"Himmelblau", himmelblau, {3, 2}},
          {"Himmelblau", himmelblau, {-2.805118087, 3.131312518}},
          {"Himmelblau", himmelblau, {-3.779310253, -3.283185991}},
          {"Himmelblau", himmelblau, {3.584428340, -1.848126527}},
          {"Rosenbrock", rosenbrock, {1, 1}}};
}

}  // namespace chapter14
