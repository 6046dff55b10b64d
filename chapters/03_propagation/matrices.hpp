/// The same network as four matrix formulas: one line per layer, for any
/// width and any number of samples.
///
/// One sample is one column. W is out x in, so row k holds the weights that
/// lead to neuron k.
#pragma once

#include "nn/core/armadillo.hpp"

#include "pencil.hpp"

namespace chapter03 {

/// Two layers; also used for their gradients, which have the same shapes.
struct TwoLayers {
  arma::mat W1, b1;  ///< hidden x in, hidden x 1
  arma::mat W2, b2;  ///< out x hidden, out x 1
};

/// The twelve numbers in matrices.
inline TwoLayers in_matrices(const Weights& n) {
  return {.W1 = {{n.w1, n.w2}, {n.w3, n.w4}},
          .b1 = arma::vec{n.b_h1, n.b_h2},
          .W2 = {{n.w5, n.w6}, {n.w7, n.w8}},
          .b2 = arma::vec{n.b_o1, n.b_o2}};
}

inline arma::mat inputs_of(const Sample& s) {
  return arma::vec{s.i1, s.i2};
}
inline arma::mat targets_of(const Sample& s) {
  return arma::vec{s.t1, s.t2};
}

// #region matrix_forward
/// h and o: one column per sample.
struct Outputs {
  arma::mat h, o;
};
inline Outputs forward(const TwoLayers& n, const arma::mat& x) {
  Outputs y;
  // repmat: every sample gets the same biases.
  y.h = sigmoid(n.W1 * x + arma::repmat(n.b1, 1, x.n_cols));
  y.o = sigmoid(n.W2 * y.h + arma::repmat(n.b2, 1, x.n_cols));
  return y;
}
// #endregion matrix_forward

// #region matrix_backward
/// dE/dW and dE/db for E = sum of (o - t)^2 / 2, summed over samples, too.
inline TwoLayers backward(const TwoLayers& n, const arma::mat& x,
                          const arma::mat& t, const Outputs& y) {
  // % multiplies element by element, * is the matrix product.
  const arma::mat delta_o = (y.o - t) % y.o % (1 - y.o);
  const arma::mat delta_h = (n.W2.t() * delta_o) % y.h % (1 - y.h);
  return {.W1 = delta_h * x.t(),
          .b1 = arma::sum(delta_h, 1),
          .W2 = delta_o * y.h.t(),
          .b2 = arma::sum(delta_o, 1)};
}
// #endregion matrix_backward

}  // namespace chapter03
