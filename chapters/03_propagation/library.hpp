/// The same network from the library: Linear and Sigmoid, twice.
#pragma once

#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"

#include "matrices.hpp"
#include "model.hpp"

namespace chapter03 {

/// All parameters in the library's order: a layer's weights column by column,
/// then its biases, layer after layer.
inline arma::vec flat(const TwoLayers& n) {
  return arma::join_cols(
      arma::join_cols(arma::vectorise(n.W1), arma::vectorise(n.b1)),
      arma::join_cols(arma::vectorise(n.W2), arma::vectorise(n.b2)));
}
inline arma::vec flat(const Weights& n) {
  return flat(in_matrices(n));
}

/// The names of the twelve numbers in that order.
inline constexpr std::array<const char*, 12> flat_names = {
    "w1", "w3", "w2", "w4", "b_h1", "b_h2",
    "w5", "w7", "w6", "w8", "b_o1", "b_o2"};

// #region library
/// An untrained 2-2-2 network with these parameters.
inline std::unique_ptr<Model> two_two_two(const Weights& weights) {
  auto model = std::make_unique<Model>(nn::Shape{2});
  model->add<nn::Linear>(2, 2).add<nn::Sigmoid>();
  model->add<nn::Linear>(2, 2).add<nn::Sigmoid>();
  model->build(/*seed=*/1);
  model->parameters() = flat(weights);
  return model;
}

/// E of the sample; the gradients are in model.gradients() afterward. The
/// mean of two squares is half their sum: exactly the E of pencil.hpp.
inline double forward_and_backward(Model& model, const Sample& s) {
  const arma::mat x = inputs_of(s);
  const arma::mat& o = model.forward(x);
  arma::mat d_o(arma::size(o));
  const double E = Exact::mean_squared_error(o, targets_of(s), d_o);
  model.backward(d_o);
  return E;
}
// #endregion library

}  // namespace chapter03
