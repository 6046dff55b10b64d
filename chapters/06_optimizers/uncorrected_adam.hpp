/// A custom optimizer for the library: Adam without the correction.
#pragma once

#include "nn/training/optimizers.hpp"

namespace chapter06 {

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

}  // namespace chapter06
