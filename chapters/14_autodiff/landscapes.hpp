/// Functions whose curvature chapters 5 and 6 met, as graphs, and a network.
#pragma once

#include "curvature.hpp"

namespace chapter14 {

Tensor parabola(const Tensor& w);    ///< (x - 1)^2 + 1
Tensor valley(const Tensor& w);      ///< (x1^2 + 20 x2^2) / 2
Tensor himmelblau(const Tensor& w);  ///< (x1^2 + x2 - 11)^2 + (x1 + x2^2 - 7)^2
Tensor rosenbrock(const Tensor& w);  ///< (1 - x1)^2 + 100 (x2 - x1^2)^2

/// The mean squared error of a network 1-6-1 with tanh at 21 points of sin(3x):
/// all of its 19 weights are one column, of which it takes slices.
Tensor small_network_loss(const Tensor& w);
inline constexpr std::size_t small_network_weights = 19;
/// A place near a minimum of it: after `steps` steps of rate 0.1.
arma::vec trained_network(Landscape& network, int steps, std::uint64_t seed);

/// A place with a name, of one of the functions.
struct Minimum {
  const char* name;
  Landscape::Build function;
  arma::vec w;
};
/// Those of chapters 5 and 6.
std::vector<Minimum> known_minima();

}  // namespace chapter14
