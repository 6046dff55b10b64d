/// How the parameters follow the gradient. Chapter 6; notes C6.1, D1.8.
#pragma once

#include <string>

#include "nn/backend.hpp"

namespace nn {

/// Changes the flat vector of parameters after each backward pass. Both
/// vectors must outlive the optimizer; its own state has their size.
template <Backend B>
class Optimizer {
 public:
  using Matrix = typename B::Matrix;

  Optimizer(Matrix& parameters, const Matrix& gradients, double learning_rate)
      : parameters_(parameters),
        gradients_(gradients),
        learning_rate_(learning_rate) {}
  virtual ~Optimizer() = default;

  virtual std::string name() const = 0;
  /// One step along the gradients.
  virtual void step() = 0;

  double learning_rate() const { return learning_rate_; }
  /// A schedule changes it between steps.
  void set_learning_rate(double rate) { learning_rate_ = rate; }

 protected:
  /// A vector of zeros as long as the parameters.
  typename B::Buffer state_buffer() const {
    return typename B::Buffer(parameters_.n_elem);
  }
  Matrix as_vector(typename B::Buffer& buffer) const {
    return B::view(buffer, 0, parameters_.n_elem, 1);
  }

  Matrix& parameters_;
  const Matrix& gradients_;
  double learning_rate_;
};

/// w = w - rate dw
template <Backend B>
class Sgd : public Optimizer<B> {
 public:
  using typename Optimizer<B>::Matrix;
  Sgd(Matrix& parameters, const Matrix& gradients, double learning_rate = 0.1)
      : Optimizer<B>(parameters, gradients, learning_rate) {}

  std::string name() const override { return "sgd"; }
  void step() override {
    B::sgd(this->gradients_, this->learning_rate_, this->parameters_);
  }
};

/// v = mu v + dw,  w = w - rate v
template <Backend B>
class Momentum : public Optimizer<B> {
 public:
  using typename Optimizer<B>::Matrix;
  Momentum(Matrix& parameters, const Matrix& gradients,
           double learning_rate = 0.01, double momentum = 0.9)
      : Optimizer<B>(parameters, gradients, learning_rate),
        momentum_(momentum),
        velocity_buffer_(this->state_buffer()),
        velocity_(this->as_vector(velocity_buffer_)) {}

  std::string name() const override { return "momentum"; }
  void step() override {
    B::momentum(this->gradients_, this->learning_rate_, momentum_, velocity_,
                this->parameters_);
  }

 private:
  double momentum_;
  typename B::Buffer velocity_buffer_;
  Matrix velocity_;
};

/// Running means of the gradient and of its square decide the step of each
/// weight by itself (Kingma and Ba, 2015).
template <Backend B>
class Adam : public Optimizer<B> {
 public:
  using typename Optimizer<B>::Matrix;
  Adam(Matrix& parameters, const Matrix& gradients, double learning_rate = 1e-3,
       double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
      : Optimizer<B>(parameters, gradients, learning_rate),
        settings_{learning_rate, beta1, beta2, epsilon, 0},
        mean_buffer_(this->state_buffer()),
        square_buffer_(this->state_buffer()),
        mean_(this->as_vector(mean_buffer_)),
        square_(this->as_vector(square_buffer_)) {}

  std::string name() const override { return "adam"; }
  void step() override {
    settings_.learning_rate = this->learning_rate_;
    ++settings_.step;
    B::adam(this->gradients_, settings_, mean_, square_, this->parameters_);
  }

 private:
  AdamStep settings_;
  typename B::Buffer mean_buffer_, square_buffer_;
  Matrix mean_, square_;
};

}  // namespace nn
