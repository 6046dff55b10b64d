#include "recurrent.hpp"

#include <cmath>

#include "nn/core/random.hpp"

#include "derivative.hpp"
#include "elementwise.hpp"
#include "general.hpp"
#include "interpreter.hpp"
#include "products.hpp"
#include "random_matrix.hpp"
#include "shapes.hpp"

namespace chapter14 {

// #region unroll
Tensors unroll(const Elman& net, const Located& h0, const Tensors& x,
               Bend bend) {
  const Within within(h0);
  Tensors states = {h0.tensor};
  for (const Tensor& now : x) {
    const Tensor sum =
        product(net.W, states.back()) + product(net.U, now) + net.b;
    states.push_back(bend == Bend::tanh ? tanh(sum) : sum);
  }
  return states;
}
// #endregion unroll

double spectral_radius(arma::mat W) {
  if (!W.is_square())
    throw nn::ShapeError("spectral_radius: the matrix must be square");
  double log_radius = 0, share = 1;
  for (int squaring = 0; squaring <= 24; ++squaring, share /= 2) {
    const double norm = arma::norm(W, "fro");
    if (norm == 0) return 0;
    log_radius += share * std::log(norm);  // W^(2^k) = norm * (what is left)
    W /= norm;
    W = W * W;
  }
  return std::exp(log_radius);
}

namespace {

/// Of one kind of network: L = c . h(T), and its gradient at every state.
struct Unrolled {
  Program program;
  Tensors gradients;
};

void build(Unrolled& unrolled, const Distances& how) {
  Graph& graph = unrolled.program.graph;
  const std::size_t n = how.hidden;
  const Elman net = {graph.input("W", {n, n}), graph.input("U", {n, 1}),
                     graph.input("b", {n})};
  const Tensor series = graph.input("x", {1, how.steps});
  Tensors x;
  for (std::size_t t = 0; t < how.steps; ++t)
    x.push_back(slice(series, 1, t, t + 1));
  const Tensors states = unroll(net, graph.input("h0", {n, 1}), x, how.bend);
  const Tensor loss = sum(graph.input("c", {n, 1}) * states.back());
  unrolled.gradients = gradient(loss, states);
}

}  // namespace

arma::vec gradient_by_distance(const Distances& how, std::uint64_t seed) {
  Unrolled unrolled;
  build(unrolled, how);
  nn::Random random(seed, nn::Stream::weights);
  arma::mat W = normal(random, how.hidden, how.hidden);
  W *= how.radius / spectral_radius(W);
  Interpreter<double> run(unrolled.program);
  run.set("W", W);
  run.set("U", 0.1 * normal(random, how.hidden, 1));
  run.set("b", arma::zeros(how.hidden, 1));
  run.set("h0", arma::zeros(how.hidden, 1));
  run.set("x", normal(random, 1, how.steps));
  run.set("c", normal(random, how.hidden, 1));
  run.run();
  arma::vec lengths(how.steps + 1);
  for (std::size_t k = 0; k <= how.steps; ++k)
    lengths(k) =
        arma::norm(run.value(unrolled.gradients[how.steps - k]), "fro");
  return lengths / lengths(0);
}

arma::vec median_by_distance(const Distances& how, std::uint64_t runs) {
  arma::mat all(how.steps + 1, runs);
  for (std::uint64_t seed = 1; seed <= runs; ++seed)
    all.col(seed - 1) = gradient_by_distance(how, seed);
  return arma::median(all, 1);
}

}  // namespace chapter14
