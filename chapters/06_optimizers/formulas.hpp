/// Seven optimizers, each as in its paper: a line or two of Armadillo.
///
/// w are the weights, g is the gradient of the loss at w; an optimizer's state
/// between steps (v, s, m) starts at zero and has the size of w.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter06 {

// #region sgd
/// w <- w - rate g  (Cauchy, 1847; with noisy g: Robbins and Monro, 1951)
inline void sgd(arma::vec& w, const arma::vec& g, double rate) {
  w -= rate * g;
}
// #endregion sgd

// #region momentum
/// v <- mu v - rate g,  w <- w + v  (Polyak, 1964): a rolling ball that keeps
/// the fraction mu of its speed from step to step.
inline void momentum(arma::vec& w, arma::vec& v, const arma::vec& g,
                     double rate, double mu = 0.9) {
  v = mu * v - rate * g;
  w += v;
}
// #endregion momentum

// #region nesterov
/// The ball looks where it is about to roll: the gradient is taken at
/// w + mu v (Nesterov, 1983; Sutskever et al., ICML 2013, equations 3 and 4).
template <class Gradient>
void nesterov(arma::vec& w, arma::vec& v, const Gradient& gradient, double rate,
              double mu = 0.9) {
  v = mu * v - rate * gradient(arma::vec(w + mu * v));
  w += v;
}
// #endregion nesterov

// #region adagrad
/// s <- s + g^2,  w <- w - rate g / (sqrt(s) + epsilon), element by element
/// (Duchi, Hazan and Singer, JMLR 2011): large past gradients shrink the step.
inline void adagrad(arma::vec& w, arma::vec& s, const arma::vec& g, double rate,
                    double epsilon = 1e-10) {
  s += arma::square(g);
  w -= rate * g / (arma::sqrt(s) + epsilon);
}
// #endregion adagrad

// #region rmsprop
/// The same with a running mean in place of the sum: old steps are forgotten
/// (Tieleman and Hinton, lecture 6.5 of "Neural networks", 2012).
inline void rmsprop(arma::vec& w, arma::vec& s, const arma::vec& g, double rate,
                    double a = 0.9, double epsilon = 1e-8) {
  s = a * s + (1 - a) * arma::square(g);
  w -= rate * g / (arma::sqrt(s) + epsilon);
}
// #endregion rmsprop

/// What Adam remembers, and its constants.
struct AdamState {
  arma::vec m, v;
  int t = 0;
  double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;

  explicit AdamState(arma::uword n)
      : m(n, arma::fill::zeros), v(n, arma::fill::zeros) {}
};

// #region adam
/// The direction of Adam (Kingma and Ba, ICLR 2015, algorithm 1): the mean
/// gradient m over the root of the mean square v. Both means start at zero and
/// are too small at first; dividing by 1 - beta^t corrects that.
inline arma::vec adam_direction(AdamState& s, const arma::vec& g,
                                bool correct_bias = true) {
  ++s.t;
  s.m = s.beta1 * s.m + (1 - s.beta1) * g;
  s.v = s.beta2 * s.v + (1 - s.beta2) * arma::square(g);
  const double c1 = correct_bias ? 1 - std::pow(s.beta1, s.t) : 1;
  const double c2 = correct_bias ? 1 - std::pow(s.beta2, s.t) : 1;
  return (s.m / c1) / (arma::sqrt(s.v / c2) + s.epsilon);
}

inline void adam(arma::vec& w, AdamState& s, const arma::vec& g, double rate) {
  w -= rate * adam_direction(s, g);
}
// #endregion adam

// #region adamw
/// Adam, and separately every weight loses the fraction lambda of itself
/// (Loshchilov and Hutter, ICLR 2019, algorithm 2 with eta = 1). PyTorch and
/// this library set lambda = rate * decay.
inline void adamw(arma::vec& w, AdamState& s, const arma::vec& g, double rate,
                  double lambda) {
  w -= rate * adam_direction(s, g) + lambda * w;
}

/// Adam with the penalty l2/2 |w|^2 in the loss: the decay is scaled by Adam's
/// division like the rest of the gradient.
inline void adam_l2(arma::vec& w, AdamState& s, const arma::vec& g, double rate,
                    double l2) {
  w -= rate * adam_direction(s, g + l2 * w);
}
// #endregion adamw

}  // namespace chapter06
