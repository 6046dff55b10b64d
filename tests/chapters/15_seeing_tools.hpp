/// Small networks and differences for the tests of what is seen in networks.
#pragma once

#include <boost/test/unit_test.hpp>

#include "nn/model/fold.hpp"
#include "nn/model/graph.hpp"
#include "nn/model/sequential.hpp"
#include "nn/networks/resnet.hpp"
#include "nn/reference/reference.hpp"

#include "15_architectures/seen_images.hpp"

namespace seeing_tests {

namespace tt = boost::test_tools;
using Double = nn::Reference<double>;

template <class B>
typename B::Matrix normals(arma::uword rows, arma::uword cols,
                           std::uint64_t seed) {
  nn::Random random(seed);
  typename B::Matrix x(rows, cols);
  x.imbue([&] { return static_cast<typename B::Real>(random.normal()); });
  return x;
}

/// A residual network for 2 x 8 x 8, whose running means have moved.
inline std::unique_ptr<nn::Graph<Double>> with_norms(std::uint64_t seed) {
  auto net = std::make_unique<nn::Graph<Double>>(nn::Shape{2, 8, 8});
  nn::add_resnet(*net, 1, 5, nn::Shortcut::padded, {3, 4, 5});
  net->build(seed);
  net->parameters() += 0.2 * normals<Double>(net->parameter_count(), 1, seed);
  for (int step = 0; step < 3; ++step)
    net->forward(normals<Double>(128, 16, 7));
  return net;
}

/// The derivative of one logit by differences, pixel by pixel.
inline arma::mat logit_differences(nn::Model<Double>& net, const arma::mat& x,
                                   const chapter15::ClassList& classes) {
  constexpr double h = 1e-5;
  arma::mat slopes(arma::size(x));
  for (arma::uword i = 0; i < x.n_rows; ++i) {
    arma::mat up = x, down = x;
    up.row(i) += h;
    down.row(i) -= h;
    const arma::mat high = net.forward(up, nn::Mode::evaluate);
    const arma::mat low = net.forward(down, nn::Mode::evaluate);
    for (arma::uword j = 0; j < x.n_cols; ++j) {
      const auto k = arma::uword(classes[j]);
      slopes(i, j) = (high(k, j) - low(k, j)) / (2 * h);
    }
  }
  return slopes;
}

inline double apart(const arma::mat& a, const arma::mat& b) {
  return arma::abs(a - b).max() / arma::abs(b).max();
}

}  // namespace seeing_tests
