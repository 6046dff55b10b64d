/// Optimizers as formulas on flat vectors. Chapter 6; notes C6.1, D1.8.
#pragma once

#include "nn/backend.hpp"

namespace nn::reference {

template <class Real>
struct Optimizer {
  using Matrix = arma::Mat<Real>;

  // #region sgd
  /// w = w - rate dw
  static void sgd(const Matrix& dw, double rate, Matrix& w) {
    w -= Real(rate) * dw;
  }
  // #endregion sgd

  // #region momentum
  /// v = mu v + dw,  w = w - rate v  (Polyak, 1964; PyTorch's form)
  static void momentum(const Matrix& dw, double rate, double mu, Matrix& v,
                       Matrix& w) {
    v = Real(mu) * v + dw;
    w -= Real(rate) * v;
  }
  // #endregion momentum

  // #region adam
  /// m = b1 m + (1-b1) dw,  v = b2 v + (1-b2) dw^2,
  /// w = w - rate (m / (1-b1^t)) / (sqrt(v / (1-b2^t)) + epsilon)
  /// Kingma and Ba, "Adam", ICLR 2015, algorithm 1.
  static void adam(const Matrix& dw, const AdamStep& s, Matrix& m, Matrix& v,
                   Matrix& w) {
    m = Real(s.beta1) * m + Real(1 - s.beta1) * dw;
    v = Real(s.beta2) * v + Real(1 - s.beta2) * arma::square(dw);
    const auto t = static_cast<double>(s.step);
    const Matrix mean = m / Real(1 - std::pow(s.beta1, t));
    const Matrix variance = v / Real(1 - std::pow(s.beta2, t));
    w -=
        Real(s.learning_rate) * mean / (arma::sqrt(variance) + Real(s.epsilon));
  }
  // #endregion adam
};

}  // namespace nn::reference
