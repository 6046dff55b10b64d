/// The network 2-3-2-2 of the notes (C3): sigmoid, sigmoid, identity.
#pragma once

#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "model.hpp"

namespace chapter03 {

/// Three layers of weights; also their gradients.
struct ThreeLayers {
  arma::mat W1, b1;  ///< 3 x 2, 3 x 1
  arma::mat W2, b2;  ///< 2 x 3, 2 x 1
  arma::mat W3, b3;  ///< 2 x 2, 2 x 1
};

/// The notes' weights. They write a sample as a row and W as in x out; here W
/// is out x in, so every matrix is the transpose of theirs.
ThreeLayers weights_of_the_notes();

/// The output of each layer; one column per sample.
struct ThreeOutputs {
  arma::mat z1, z2, y;
};
ThreeOutputs forward(const ThreeLayers& n, const arma::mat& x);

/// The mean of (y - t)^2 over all numbers; one target for all outputs.
double loss(const arma::mat& y, const arma::rowvec& t);

/// Whether the backward pass includes the slope of the first sigmoid.
enum class FirstSlope { kept, left_out };

/// The gradients of loss(). With FirstSlope::left_out one factor is missing.
ThreeLayers backward(const ThreeLayers& n, const arma::mat& x,
                     const arma::rowvec& t, const ThreeOutputs& out,
                     FirstSlope slope = FirstSlope::kept);

/// The six matrices with their names, for loops.
inline constexpr std::array<std::pair<const char*, arma::mat ThreeLayers::*>, 6>
    six = {{{"W1", &ThreeLayers::W1},
            {"b1", &ThreeLayers::b1},
            {"W2", &ThreeLayers::W2},
            {"b2", &ThreeLayers::b2},
            {"W3", &ThreeLayers::W3},
            {"b3", &ThreeLayers::b3}}};

/// In the library's order.
arma::vec flat(const ThreeLayers& n);

/// The same network from the library.
std::unique_ptr<Model> three_layer_model(const ThreeLayers& n);

/// How far each matrix's gradient is from the measured one: |a - b| / (|a| +
/// |b|). Rounding gives 1e-9 or so; a mistake gives 0.01 to 1.
std::vector<double> check(ThreeLayers n, const arma::mat& x,
                          const arma::rowvec& t, FirstSlope slope,
                          double h = 1e-4);

}  // namespace chapter03
