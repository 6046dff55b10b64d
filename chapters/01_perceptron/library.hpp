/// The same neuron from the library: the layers Linear and Sigmoid.
#pragma once

#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"
#include "nn/model/sequential.hpp"
#include "nn/reference/reference.hpp"

#include "learning.hpp"

namespace chapter01 {

// #region library
/// The outputs for all rows of a neuron with these weights (bias last).
inline arma::rowvec answers_of_library(const arma::rowvec& weights,
                                       const TruthTable& table) {
  const arma::uword inputs = weights.n_elem - 1;
  nn::Sequential<nn::Reference<double>> neuron({inputs});
  neuron.add<nn::Linear>(inputs, 1).add<nn::Sigmoid>();
  neuron.build(/*seed=*/1);
  neuron.parameters() = weights.t();  // w1 ... wn, then the bias
  return neuron.forward(table.inputs.head_rows(inputs));
}
// #endregion library

}  // namespace chapter01
