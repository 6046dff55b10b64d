/// Steps against a network: images changed by at most epsilon a pixel, so that
/// it no longer knows them.
#pragma once

#include "seen_images.hpp"

namespace chapter15 {

/// The derivative of each image's loss with respect to its pixels, up to one
/// positive factor. The network has no BatchNorm. pixels x images
arma::fmat loss_gradient(nn::Model<nn::Cpu>& net, const arma::fmat& x,
                         const ClassList& classes);

/// One step of epsilon along the sign of the gradient (Goodfellow, Shlens and
/// Szegedy, ICLR 2015, section 4); pixels stay between 0 and 1.
arma::fmat fast_gradient_sign(nn::Model<nn::Cpu>& net, const arma::fmat& x,
                              const ClassList& classes, float epsilon);

/// Several steps, each a part of epsilon, from a random place: after each one
/// back to at most epsilon from x (projected gradient; Madry et al., ICLR
/// 2018).
struct Steps {
  int count = 10;
  float size = 0.25f;  ///< of each step, in epsilons
  std::uint64_t seed = 1;
};
arma::fmat projected_gradient(nn::Model<nn::Cpu>& net, const arma::fmat& x,
                              const ClassList& classes, float epsilon,
                              const Steps& steps);

/// The baseline: epsilon up or down, by chance.
arma::fmat random_signs(const arma::fmat& x, float epsilon, std::uint64_t seed);

}  // namespace chapter15
