#include "three_layers.hpp"

#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"

#include "sigmoid.hpp"

namespace chapter03 {

ThreeLayers weights_of_the_notes() {
  return {.W1 = {{0.1, 0.2}, {0.3, 0.4}, {0.5, 0.6}},
          .b1 = arma::vec{0.1, 0.2, 0.3},
          .W2 = {{0.1, 0.2, 0.3}, {0.4, 0.5, 0.6}},
          .b2 = arma::vec{0.1, 0.2},
          .W3 = {{0.1, 0.2}, {0.3, 0.4}},
          .b3 = arma::vec{0.1, 0.2}};
}

ThreeOutputs forward(const ThreeLayers& n, const arma::mat& x) {
  const auto affine = [&](const arma::mat& W, const arma::mat& b,
                          const arma::mat& in) -> arma::mat {
    return W * in + arma::repmat(b, 1, in.n_cols);
  };
  ThreeOutputs out;
  out.z1 = sigmoid(affine(n.W1, n.b1, x));
  out.z2 = sigmoid(affine(n.W2, n.b2, out.z1));
  out.y = affine(n.W3, n.b3, out.z2);  // any number, not only 0 ... 1
  return out;
}

double loss(const arma::mat& y, const arma::rowvec& t) {
  return arma::accu(arma::square(y.each_row() - t)) / double(y.n_elem);
}

// #region three_backward
/// The gradients of loss(). With FirstSlope::left_out one factor is missing.
ThreeLayers backward(const ThreeLayers& n, const arma::mat& x,
                     const arma::rowvec& t, const ThreeOutputs& out,
                     FirstSlope slope) {
  const arma::mat d3 = 2 / double(out.y.n_elem) * (out.y.each_row() - t);
  const arma::mat d2 = (n.W3.t() * d3) % out.z2 % (1 - out.z2);
  arma::mat d1 = n.W2.t() * d2;
  if (slope == FirstSlope::kept) d1 %= out.z1 % (1 - out.z1);
  return {.W1 = d1 * x.t(),
          .b1 = arma::sum(d1, 1),
          .W2 = d2 * out.z1.t(),
          .b2 = arma::sum(d2, 1),
          .W3 = d3 * out.z2.t(),
          .b3 = arma::sum(d3, 1)};
}
// #endregion three_backward

arma::vec flat(const ThreeLayers& n) {
  arma::vec all;
  for (const auto& [name, matrix] : six)
    all = arma::join_cols(all, arma::vectorise(n.*matrix));
  return all;
}

std::unique_ptr<Model> three_layer_model(const ThreeLayers& n) {
  auto model = std::make_unique<Model>(nn::Shape{2});
  model->add<nn::Linear>(2, 3).add<nn::Sigmoid>();
  model->add<nn::Linear>(3, 2).add<nn::Sigmoid>();
  model->add<nn::Linear>(2, 2);
  model->build(/*seed=*/1);
  model->parameters() = flat(n);
  return model;
}

// NOLINTNEXTLINE(performance-unnecessary-value-param): changed by n.*matrix
std::vector<double> check(ThreeLayers n, const arma::mat& x,
                          const arma::rowvec& t, FirstSlope slope, double h) {
  const ThreeLayers ours = backward(n, x, t, forward(n, x), slope);
  std::vector<double> distances;
  for (const auto& [name, matrix] : six) {
    arma::mat measured = n.*matrix;
    for (arma::uword i = 0; i < measured.n_elem; ++i) {
      double& w = (n.*matrix)[i];
      const double before = w;
      w = before + h;
      const double above = loss(forward(n, x).y, t);
      w = before - h;
      measured[i] = (above - loss(forward(n, x).y, t)) / (2 * h);
      w = before;
    }
    const arma::mat& a = ours.*matrix;
    distances.push_back(arma::norm(a - measured, "fro") /
                        (arma::norm(a, "fro") + arma::norm(measured, "fro")));
  }
  return distances;
}

}  // namespace chapter03
