/// Two details of Adam: what the bias correction is for, and why weight decay
/// does not belong in the gradient.
#pragma once

#include "nn/training/optimizers.hpp"

#include "formulas.hpp"

namespace chapter06 {

// #region step-lengths
/// The lengths of Adam's steps 1 ... n, in learning rates, while the gradient
/// stays 1. With the correction, every step has length 1; without it the steps
/// are (1 - beta1^t) / sqrt(1 - beta2^t) long.
inline arma::vec step_lengths(int n, bool correct_bias) {
  AdamState state(1);
  arma::vec lengths(n);
  for (int t = 0; t < n; ++t)
    lengths(t) = adam_direction(state, {1.0}, correct_bias)(0);
  return lengths;
}
// #endregion step-lengths

/// A custom optimizer for the library: Adam without the correction.
template <nn::Backend B>
class UncorrectedAdam : public nn::Optimizer<B> {
 public:
  using typename nn::Optimizer<B>::Matrix;
  using Real = typename B::Real;
  UncorrectedAdam(nn::Trained<B> trained, double rate)
      : nn::Optimizer<B>(trained, rate),
        m_(arma::size(trained.parameters), arma::fill::zeros),
        v_(arma::size(m_), arma::fill::zeros) {}
  std::string name() const override { return "uncorrected adam"; }

 protected:
  void update(const nn::StepExtras&) override {
    const Matrix& g = this->gradients_;
    m_ = Real(0.9) * m_ + Real(0.1) * g;
    v_ = Real(0.999) * v_ + Real(0.001) * arma::square(g);
    this->parameters_ -=
        Real(this->learning_rate_) * m_ / (arma::sqrt(v_) + Real(1e-8));
  }

 private:
  Matrix m_, v_;
};

/// The setup of the weight-decay experiment.
struct DecayTrial {
  arma::vec noise{0.1, 1, 10};  ///< each weight's gradient is +- this
  double rate = 0.01;
  double decay = 0.1;
  int steps = 1000;

  /// What decay alone would leave of a weight: (1 - rate * decay)^steps.
  double promised() const { return std::pow(1 - rate * decay, steps); }
};

/// Weights that start at 1 and get gradients +c, -c, +c ... that tell them
/// nothing: only the decay should move them. noise x (steps + 1).
inline arma::mat decayed_weights(const DecayTrial& trial, bool decoupled) {
  arma::vec w(trial.noise.n_elem, arma::fill::ones);
  AdamState state(w.n_elem);
  arma::mat path(w.n_elem, trial.steps + 1);
  path.col(0) = w;
  for (int t = 1; t <= trial.steps; ++t) {
    const arma::vec g = t % 2 == 0 ? trial.noise : arma::vec(-trial.noise);
    if (decoupled)
      adamw(w, state, g, trial.rate, trial.rate * trial.decay);
    else
      adam_l2(w, state, g, trial.rate, trial.decay);
    path.col(t) = w;
  }
  return path;
}

}  // namespace chapter06
