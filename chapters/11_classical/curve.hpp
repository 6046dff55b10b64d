/// A curve with noise, for regression.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/random.hpp"

namespace chapter11 {

/// sin(2 pi x) + sin(6 pi x) / 3.
arma::vec curve(const arma::vec& x);

/// Places in (0, 1), and the curve there plus normal noise. x: 1 x n.
struct NoisyCurve {
  arma::mat x;
  arma::vec y;
};
NoisyCurve noisy_curve(arma::uword n, double noise, nn::Random& random);

}  // namespace chapter11
