#include "library.hpp"

#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"
#include "nn/model/sequential.hpp"
#include "nn/reference/reference.hpp"

#include "flats.hpp"

namespace chapter02 {

using Model = nn::Sequential<nn::Reference<double>>;

arma::mat Neurons::slope() const {
  return by_hand % (1 - by_hand);
}

double Neurons::saturated() const {
  return double(arma::accu(slope() < 0.25 / 100)) / double(sums.n_elem);
}

// #region saturation
/// `n` neurons with random weights (normal, variance 2 / inputs), applied to x.
Neurons neurons_on(const arma::mat& x, std::size_t n, std::uint64_t seed) {
  Model model({x.n_rows});
  model.add<nn::Linear>(x.n_rows, n).add<nn::Sigmoid>();
  model.build(seed);
  const arma::mat W = model.named_parameters()[0].parameter->value;
  Neurons seen;
  seen.sums = W * x;  // the biases start at 0
  seen.by_hand = 1 / (1 + arma::exp(-seen.sums));
  seen.by_library = model.forward(x);
  return seen;
}
// #endregion saturation

double largest_curvature(const arma::mat& x) {
  arma::vec v(x.n_rows, arma::fill::value(1 / std::sqrt(double(x.n_rows))));
  double largest = 0;
  for (int i = 0; i < 30; ++i) {
    v = x * (x.t() * v) / double(x.n_cols);
    largest = arma::norm(v);
    v /= largest;
  }
  return largest;
}

double accuracy(const arma::mat& scores, const arma::uvec& labels) {
  const arma::uvec chosen = arma::index_max(scores, 0).t();
  return double(arma::accu(chosen == labels)) / double(labels.n_elem);
}

// #region train-by-hand
/// Gradient descent on half the mean squared error, from W = 0: W grows by
/// rate * error * x^T / n. The last row of x is 1, for the bias.
arma::mat trained_by_hand(const arma::mat& x, const arma::mat& targets,
                          double rate, int steps) {
  const arma::mat inputs = with_ones(x);
  arma::mat W(targets.n_rows, inputs.n_rows, arma::fill::zeros);
  for (int step = 0; step < steps; ++step)
    W += rate * (targets - W * inputs) * inputs.t() / double(x.n_cols);
  return W;
}
// #endregion train-by-hand

Training trained_by_library(const Task& task, double rate, int steps) {
  const auto n = double(task.x.n_cols);
  Model model({task.x.n_rows});
  model.add<nn::Linear>(task.x.n_rows, task.targets.n_rows);
  model.build(/*seed=*/1);
  model.parameters().zeros();
  Training log;
  for (int step = 0; step <= steps; ++step) {
    log.accuracy.push_back(
        accuracy(model.forward(task.test_x), task.test_labels));
    const arma::mat dy = (model.forward(task.x) - task.targets) / n;
    log.loss.push_back(arma::accu(arma::square(dy)) * n / 2);
    if (step == steps) break;
    model.backward(dy);
    model.parameters() -= rate * model.gradients();
  }
  log.weights =
      arma::reshape(model.parameters(), task.targets.n_rows, task.x.n_rows + 1);
  return log;
}

}  // namespace chapter02
