/// The papers' formulas step by step, and whether the library matches them.
#pragma once

#include "formulas.hpp"
#include "methods.hpp"
#include "surfaces.hpp"

namespace chapter06 {

/// A run of one optimizer of formulas.hpp: its current weights and its state.
/// step() asks for a gradient as often as the formula does.
struct ByFormula {
  Method method;
  double rate;
  arma::vec w;
  arma::vec state = arma::vec(w.n_elem, arma::fill::zeros);
  AdamState means = AdamState(w.n_elem);

  template <class Gradient>
  void step(const Gradient& gradient) {
    if (method == Method::nesterov) return nesterov(w, state, gradient, rate);
    const arma::vec g = gradient(w);
    if (method == Method::sgd) sgd(w, g, rate);
    if (method == Method::momentum) momentum(w, state, g, rate);
    if (method == Method::adagrad) adagrad(w, state, g, rate);
    if (method == Method::rmsprop) rmsprop(w, state, g, rate);
    if (method == Method::adam) adam(w, means, g, rate);
    if (method == Method::adamw) adamw(w, means, g, rate, rate * 1e-2);
  }

  /// Where the library's weights should be. Its Nesterov (like PyTorch's)
  /// stores the look-ahead point w + mu v, and never w itself.
  arma::vec expected() const {
    return method == Method::nesterov ? arma::vec(w + 0.9 * state) : w;
  }
};

/// Formula and library side by side from the surface's start: the largest
/// difference of any weight in any of `steps` steps.
double largest_difference(const Surface& surface, Method method, double rate,
                          int steps = 100);

}  // namespace chapter06
