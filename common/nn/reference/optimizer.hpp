/// Optimizers as formulas on flat vectors. Chapter 6; notes C6.1, D1.8.
#pragma once

#include "nn/backend.hpp"

namespace nn::reference {

/// Each takes dw, the gradient of the loss, and changes w. `extras` adds what
/// all of them can do: clipping, penalties, decay.
template <class Real>
struct Optimizer {
  using Matrix = arma::Mat<Real>;

  // #region extras
  /// g = scale dw + l2 w + l1 sign(w), the penalties on the weights only.
  static Matrix direction(const Matrix& dw, const StepExtras& extras,
                          const Matrix& w) {
    Matrix g = Real(extras.scale) * dw;
    for (const Range& part : extras.weights) {
      const std::size_t end = std::min<std::size_t>(part.end, w.n_elem);
      for (std::size_t i = part.begin; i < end; ++i)
        g[i] += Real(extras.l2) * w[i] + Real(extras.l1) * arma::sign(w[i]);
    }
    return g;
  }

  /// w = w - rate decay w, for the weights only.
  static void decay(double rate, const StepExtras& extras, Matrix& w) {
    for (const Range& part : extras.weights) {
      const std::size_t end = std::min<std::size_t>(part.end, w.n_elem);
      for (std::size_t i = part.begin; i < end; ++i)
        w[i] -= Real(rate * extras.decay) * w[i];
    }
  }
  // #endregion extras

  /// Vectors that are kept from step to step decay to 0, not to subnormal
  /// floats, which would slow the processor down.
  static void let_fade(Matrix& kept) {
    kept.transform([](Real v) {
      return std::abs(v) < Real(optimizer_zero) ? Real(0) : v;
    });
  }

  // #region sgd
  /// w = w - rate g
  static void sgd(const Matrix& dw, double rate, Matrix& w,
                  const StepExtras& extras = {}) {
    const Matrix g = direction(dw, extras, w);
    decay(rate, extras, w);
    w -= Real(rate) * g;
  }
  // #endregion sgd

  // #region momentum
  /// v = mu v + g,  w = w - rate v  (Polyak, 1964; PyTorch's form)
  static void momentum(const Matrix& dw, double rate, double mu, Matrix& v,
                       Matrix& w, const StepExtras& extras = {}) {
    const Matrix g = direction(dw, extras, w);
    decay(rate, extras, w);
    v = Real(mu) * v + g;
    let_fade(v);
    w -= Real(rate) * v;
  }
  // #endregion momentum

  // #region nesterov
  /// v = mu v + g,  w = w - rate (g + mu v): momentum that looks ahead
  /// (Nesterov, 1983; Sutskever et al., ICML 2013; PyTorch's form).
  static void nesterov(const Matrix& dw, double rate, double mu, Matrix& v,
                       Matrix& w, const StepExtras& extras = {}) {
    const Matrix g = direction(dw, extras, w);
    decay(rate, extras, w);
    v = Real(mu) * v + g;
    let_fade(v);
    w -= Real(rate) * (g + Real(mu) * v);
  }
  // #endregion nesterov

  // #region adagrad
  /// s = s + g^2,  w = w - rate g / (sqrt(s) + epsilon)
  /// Duchi, Hazan and Singer, JMLR 12, 2011.
  static void adagrad(const Matrix& dw, double rate, double epsilon, Matrix& s,
                      Matrix& w, const StepExtras& extras = {}) {
    const Matrix g = direction(dw, extras, w);
    decay(rate, extras, w);
    s += arma::square(g);
    let_fade(s);
    w -= Real(rate) * g / (arma::sqrt(s) + Real(epsilon));
  }
  // #endregion adagrad

  // #region rmsprop
  /// s = a s + (1-a) g^2,  w = w - rate g / (sqrt(s) + epsilon)
  /// Tieleman and Hinton, "Neural networks for machine learning", lecture 6.5,
  /// 2012; PyTorch's form.
  static void rmsprop(const Matrix& dw, double rate, double a, double epsilon,
                      Matrix& s, Matrix& w, const StepExtras& extras = {}) {
    const Matrix g = direction(dw, extras, w);
    decay(rate, extras, w);
    s = Real(a) * s + Real(1 - a) * arma::square(g);
    let_fade(s);
    w -= Real(rate) * g / (arma::sqrt(s) + Real(epsilon));
  }
  // #endregion rmsprop

  // #region adam
  /// m = b1 m + (1-b1) g,  v = b2 v + (1-b2) g^2,
  /// w = w - rate (m / (1-b1^t)) / (sqrt(v / (1-b2^t)) + epsilon)
  /// Kingma and Ba, "Adam", ICLR 2015, algorithm 1. With extras.decay it is
  /// AdamW: Loshchilov and Hutter, "Decoupled weight decay regularization",
  /// ICLR 2019, algorithm 2.
  static void adam(const Matrix& dw, const AdamStep& s, Matrix& m, Matrix& v,
                   Matrix& w, const StepExtras& extras = {}) {
    const Matrix g = direction(dw, extras, w);
    decay(s.learning_rate, extras, w);
    m = Real(s.beta1) * m + Real(1 - s.beta1) * g;
    v = Real(s.beta2) * v + Real(1 - s.beta2) * arma::square(g);
    let_fade(m), let_fade(v);
    const auto t = static_cast<double>(s.step);
    const Matrix mean = m / Real(1 - std::pow(s.beta1, t));
    const Matrix variance = v / Real(1 - std::pow(s.beta2, t));
    w -=
        Real(s.learning_rate) * mean / (arma::sqrt(variance) + Real(s.epsilon));
  }
  // #endregion adam

  /// The sum of the squares of all numbers.
  static double squared_norm(const Matrix& x) {
    return arma::accu(arma::square(arma::conv_to<arma::mat>::from(x)));
  }

  /// average = decay average + (1 - decay) w
  static void moving_average(const Matrix& w, double decay, Matrix& average) {
    average = Real(decay) * average + Real(1 - decay) * w;
  }

  /// Exchanges the numbers of a and b.
  static void swap(Matrix& a, Matrix& b) {
    std::swap_ranges(a.begin(), a.end(), b.begin());
  }
};

}  // namespace nn::reference
