#include "remember.hpp"

#include <cmath>
#include <limits>

#include "derivative.hpp"
#include "descent.hpp"
#include "elementwise.hpp"
#include "interpreter.hpp"
#include "losses.hpp"
#include "products.hpp"
#include "random_matrix.hpp"
#include "recurrent.hpp"
#include "shapes.hpp"

namespace chapter14 {

// #region remember
Rememberer::Rememberer(const Remember& task) : task_(task) {
  Graph& graph = program_.graph;
  const std::size_t n = task.hidden;
  const Elman net = {graph.input("W", {n, n}), graph.input("U", {n, 1}),
                     graph.input("b", {n})};
  const Tensor v = graph.input("v", {1, n}), c = graph.input("c", {});
  const Tensor series = graph.input("x", {task.steps, task.samples});
  Tensors x;
  for (std::size_t t = 0; t < task.steps; ++t)
    x.push_back(slice(series, 0, t, t + 1));
  const Tensors h = unroll(net, graph.input("h0", {n, task.samples}), x);
  const Tensor loss = mean_squared_error(product(v, h.back()) + c, x[0]);

  const Tensors parameters = {net.W, net.U, net.b, v, c};
  Tensors gradients = gradient(loss, parameters);
  if (task.limit > 0) gradients = clipped(gradients, task.limit);
  add_descent(program_, graph.input("rate", {}), parameters, gradients);
  program_.results = {loss.id};
}
// #endregion remember

namespace {

/// New series: first a number from (-1, 1), then noise.
void draw(arma::mat& x, double noise, nn::Random& random) {
  x.imbue([&] { return noise * random.normal(); });
  for (double& first : x.row(0))
    first = random.uniform(-1, 1);
}

}  // namespace

arma::vec Rememberer::train(double rate, int steps, std::uint64_t seed) const {
  const std::size_t n = task_.hidden;
  nn::Random random(seed, nn::Stream::weights);
  arma::mat W = normal(random, n, n);
  W *= task_.radius / spectral_radius(W);
  Interpreter<double> run(program_);
  run.set("W", W);
  run.set("U", normal(random, n, 1));
  run.set("b", arma::zeros(n, 1));
  run.set("v", normal(random, 1, n, 1 / std::sqrt(n)));
  run.set("c", arma::zeros(1, 1));
  run.set("h0", arma::zeros(n, task_.samples));
  run.set("rate", arma::mat{rate});
  arma::mat x(task_.steps, task_.samples);
  run.bind("x", x);
  nn::Random data(seed, nn::Stream::data);
  arma::vec losses(steps);
  for (double& loss : losses) {
    draw(x, task_.noise, data);
    run.run();
    loss = run.value(program_.results[0])(0);
  }
  return losses;
}

double final_loss(const arma::vec& losses) {
  if (!losses.is_finite()) return std::numeric_limits<double>::infinity();
  return arma::mean(losses.tail(std::max<arma::uword>(1, losses.n_elem / 10)));
}

}  // namespace chapter14
