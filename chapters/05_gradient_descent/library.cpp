#include "library.hpp"

#include <algorithm>

#include "nn/core/random.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/optimizers.hpp"

#include "gradient.hpp"

namespace chapter05 {
namespace {

/// ||a - b|| / (||a|| + ||b||) for the gradients of one tensor: those of
/// backward(), and those of numerical_gradient(). The function is
/// f = sum(G % model(x)) with a random G, as in the library's check.
double distance_by_hand(SmallNetwork& network, std::uint64_t seed,
                        std::size_t tensor, double h) {
  nn::Sequential<Double>& model = network.model;
  const arma::mat& x = network.x;
  arma::mat G(2, x.n_cols);
  nn::Random random(seed);
  G.imbue([&] { return random.normal(); });
  auto* p = model.named_parameters()[tensor].parameter;
  const Function f = [&](const arma::vec& values) {
    std::copy(values.begin(), values.end(), p->value.begin());
    return arma::accu(G % model.forward(x));
  };
  const arma::vec here = arma::vectorise(p->value);
  const arma::vec a = numerical_gradient(f, here, h);
  f(here);
  model.backward(G);
  const arma::vec b = arma::vectorise(p->gradient);
  return arma::norm(a - b) / (arma::norm(a) + arma::norm(b));
}

/// Entries begin … end - 1 of `order`, or up to its end, for Armadillo.
arma::uvec places(const std::vector<std::uint32_t>& order, std::size_t begin,
                  std::size_t end) {
  arma::uvec part(std::min(end, order.size()) - begin);
  for (arma::uword k = 0; k < part.n_elem; ++k)
    part(k) = order[begin + k];
  return part;
}

}  // namespace

SmallNetwork::SmallNetwork(std::uint64_t seed) {
  model.add<nn::Linear>(3, 4).add<nn::Tanh>().add<nn::Linear>(4, 2);
  model.build(seed);
  nn::Random random(seed, nn::Stream::data);
  x.imbue([&] { return random.normal(); });
}

arma::mat descend_with_library(const Gradient& gradient, const arma::vec& start,
                               double rate, int steps) {
  arma::mat parameters = start, gradients = start;
  nn::Sgd<Double> sgd({parameters, gradients}, rate);
  arma::mat way(start.n_elem, steps + 1);
  way.col(0) = parameters;
  for (int i = 1; i <= steps; ++i) {
    gradients = gradient(parameters);
    sgd.step();
    way.col(i) = parameters;
  }
  return way;
}

double worst_by_hand(SmallNetwork& network, std::uint64_t seed, double h) {
  double worst = 0;
  const std::size_t tensors = network.model.named_parameters().size();
  for (std::size_t i = 0; i < tensors; ++i)
    worst = std::max(worst, distance_by_hand(network, seed, i, h));
  return worst;
}

arma::mat batches_with_library(const Samples& samples, const arma::vec& start,
                               double rate, std::size_t batch_size, int epochs,
                               std::uint64_t seed) {
  nn::Sequential<Double> line({1});
  line.add<nn::Linear>(1, 1);
  line.build(seed);
  line.parameters() = start;
  nn::OneHotSquaredError<Double> squared_error;
  nn::Sgd<Double> sgd(line, rate);
  arma::mat way = start;
  auto order = all_of(samples);
  for (int epoch = 0; epoch < epochs; ++epoch) {
    nn::Random(seed, nn::Stream::shuffle, epoch).shuffle(order);
    for (std::size_t i = 0; i < order.size(); i += batch_size) {
      const arma::uvec batch = places(order, i, i + batch_size);
      const arma::mat x = samples.x.cols(batch), y = samples.y.cols(batch);
      arma::mat dy = y;
      squared_error(line.forward(x), y, dy);
      line.backward(dy);
      sgd.step();
      way.insert_cols(way.n_cols, line.parameters());
    }
  }
  return way;
}

arma::vec moving_mean_of_library(const arma::vec& values, double beta) {
  arma::mat mean(1, 1, arma::fill::zeros);
  arma::vec means(values.n_elem);
  for (arma::uword t = 0; t < values.n_elem; ++t) {
    Double::moving_average(arma::mat{values(t)}, beta, mean);
    means(t) = mean(0);
  }
  return means;
}

}  // namespace chapter05
