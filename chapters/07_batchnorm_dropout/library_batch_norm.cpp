#include "library_batch_norm.hpp"

#include "nn/layers/batch_norm.hpp"
#include "nn/layers/linear.hpp"

#include "batch_norm.hpp"

namespace chapter07 {

std::unique_ptr<nn::Sequential<Exact>> library_batch_norm(
    const arma::vec& gamma, const arma::vec& beta) {
  auto model = std::make_unique<nn::Sequential<Exact>>(nn::Shape{gamma.n_elem});
  model->add<nn::BatchNorm>(gamma.n_elem);
  model->build(/*seed=*/1);
  model->parameters() = arma::join_cols(gamma, beta);
  return model;
}

Agreement compare_with_library(const Example& e) {
  const Normalized ours = batch_norm(e);
  const BatchNormGradient gradient = batch_norm_gradient(ours, e.gamma, e.dy);
  const auto model = library_batch_norm(e.gamma, e.beta);
  const auto largest = [](const arma::mat& difference) {
    return arma::abs(difference).max();
  };
  Agreement a;
  a.y = largest(model->forward(e.x) - ours.y);
  a.dx = largest(model->backward_to_input(e.dy) - gradient.dx);
  a.parameters = largest(model->gradients() -
                         arma::join_cols(gradient.dgamma, gradient.dbeta));
  return a;
}

Rescaled rescale_weights(double factor, std::uint64_t seed) {
  nn::Sequential<Exact> model({8});
  model.add<nn::Linear>(8, 5).add<nn::BatchNorm>(5);
  model.build(seed);
  const Example e = random_example(8, 40, seed);
  const arma::mat dy = random_example(5, 40, seed + 1).dy;
  nn::Parameter<Exact>& weight = *model.named_parameters()[0].parameter;
  nn::Parameter<Exact>& bias = *model.named_parameters()[1].parameter;
  const arma::mat y = model.forward(e.x);
  model.backward(dy);
  const arma::mat dW = weight.gradient;
  weight.value *= factor;
  const arma::mat y_after = model.forward(e.x);
  model.backward(dy);
  return {arma::abs(y_after - y).max(),
          arma::norm(weight.gradient, "fro") / arma::norm(dW, "fro"),
          arma::abs(bias.gradient).max()};
}

}  // namespace chapter07
