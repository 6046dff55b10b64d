#include "attacks.hpp"

#include "nn/core/random.hpp"
#include "nn/training/losses.hpp"

namespace chapter15 {
namespace {

arma::fmat as_image(const arma::fmat& x) {
  return arma::clamp(x, 0, 1);
}

}  // namespace

// #region fast-gradient-sign
arma::fmat loss_gradient(nn::Model<nn::Cpu>& net, const arma::fmat& x,
                         const ClassList& classes) {
  const arma::fmat& scores = net.forward(x);
  arma::fmat gradient(arma::size(scores));
  nn::SoftmaxCrossEntropy<nn::Cpu>()(scores, classes, gradient);
  return net.backward_to_input(gradient);
}

arma::fmat fast_gradient_sign(nn::Model<nn::Cpu>& net, const arma::fmat& x,
                              const ClassList& classes, float epsilon) {
  return as_image(x + epsilon * arma::sign(loss_gradient(net, x, classes)));
}
// #endregion fast-gradient-sign

// #region projected-gradient
arma::fmat projected_gradient(nn::Model<nn::Cpu>& net, const arma::fmat& x,
                              const ClassList& classes, float epsilon,
                              const Steps& steps) {
  nn::Random random(steps.seed);
  arma::fmat moved(arma::size(x));
  moved.imbue([&] { return float(random.uniform(-epsilon, epsilon)); });
  moved = as_image(x + moved);
  const arma::fmat lowest = x - epsilon, highest = x + epsilon;
  for (int i = 0; i < steps.count; ++i) {
    moved +=
        epsilon * steps.size * arma::sign(loss_gradient(net, moved, classes));
    moved = as_image(arma::min(arma::max(moved, lowest), highest));
  }
  return moved;
}
// #endregion projected-gradient

arma::fmat random_signs(const arma::fmat& x, float epsilon,
                        std::uint64_t seed) {
  nn::Random random(seed);
  arma::fmat signs(arma::size(x));
  signs.imbue([&] { return random.bits() & 1 ? 1.f : -1.f; });
  return as_image(x + epsilon * signs);
}

}  // namespace chapter15
