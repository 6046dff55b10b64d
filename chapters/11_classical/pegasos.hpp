/// A linear support vector machine by sub-gradients, one sample a step. Source:
/// Shalev-Shwartz, Singer and Srebro 2007 (Pegasos).
#pragma once

#include "nn/core/random.hpp"

#include "svm.hpp"

namespace chapter11 {

/// Minimizes lambda/2 |w|^2 + mean hinge, which is the primal divided by C n,
/// with lambda = 1 / (C n); step t has the rate 1 / (lambda t). The bias is the
/// weight of one more feature that is always 1, and is shrunk as the others.
/// The result is the mean of the second half of all steps. samples: features x
/// n; y: n labels, +1 or -1.
Plane pegasos(const arma::mat& samples, const arma::vec& y, double C,
              arma::uword steps, nn::Random& random);

/// primal_objective() with the bias among the weights: + b^2 / 2. What
/// pegasos() minimizes, times C n.
double objective_with_bias(const Plane& plane, const arma::mat& samples,
                           const arma::vec& y, double C);

}  // namespace chapter11
