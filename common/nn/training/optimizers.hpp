/// How the parameters follow the gradient. Chapter 6; notes C6.1, D1.8.
///
/// reference/optimizer.hpp has the formulas. Defaults are PyTorch's, where
/// available.
#pragma once

#include "nn/training/optimizer.hpp"

namespace nn {

/// w = w - rate dw
template <Backend B>
class Sgd : public Optimizer<B> {
 public:
  explicit Sgd(Trained<B> trained, double learning_rate = 0.1)
      : Optimizer<B>(trained, learning_rate) {}

  std::string name() const override { return "sgd"; }

 protected:
  void update(const StepExtras& extras) override {
    B::sgd(this->gradients_, this->learning_rate_, this->parameters_, extras);
  }
};

/// v = mu v + dw,  w = w - rate v (Polyak, 1964)
template <Backend B>
class Momentum : public Optimizer<B> {
 public:
  using typename Optimizer<B>::Matrix;
  explicit Momentum(Trained<B> trained, double learning_rate = 0.01,
                    double momentum = 0.9)
      : Optimizer<B>(trained, learning_rate),
        momentum_(expect_share("momentum", momentum)),
        velocity_buffer_(this->state_buffer()),
        velocity_(this->as_vector(velocity_buffer_)) {}

  std::string name() const override { return "momentum"; }
  std::vector<OptimizerState<B>> states() override {
    return {{"velocity", &velocity_}};
  }

 protected:
  void update(const StepExtras& extras) override {
    B::momentum(this->gradients_, this->learning_rate_, momentum_, velocity_,
                this->parameters_, extras);
  }

  double momentum_;
  typename B::Buffer velocity_buffer_;
  Matrix velocity_;
};

/// Momentum that looks one step ahead: w = w - rate (dw + mu v) (Nesterov,
/// 1983; Sutskever et al., ICML 2013).
template <Backend B>
class Nesterov : public Momentum<B> {
 public:
  using Momentum<B>::Momentum;
  std::string name() const override { return "nesterov"; }

 protected:
  void update(const StepExtras& extras) override {
    B::nesterov(this->gradients_, this->learning_rate_, this->momentum_,
                this->velocity_, this->parameters_, extras);
  }
};

/// Each weight's steps shrink with the sum of its squared gradients (Duchi et
/// al., JMLR 2011).
template <Backend B>
class AdaGrad : public Optimizer<B> {
 public:
  using typename Optimizer<B>::Matrix;
  explicit AdaGrad(Trained<B> trained, double learning_rate = 0.01,
                   double epsilon = 1e-10)
      : Optimizer<B>(trained, learning_rate),
        epsilon_(expect_number("epsilon", epsilon)),
        square_buffer_(this->state_buffer()),
        square_(this->as_vector(square_buffer_)) {}

  std::string name() const override { return "adagrad"; }
  std::vector<OptimizerState<B>> states() override {
    return {{"square", &square_}};
  }

 protected:
  void update(const StepExtras& extras) override {
    B::adagrad(this->gradients_, this->learning_rate_, epsilon_, square_,
               this->parameters_, extras);
  }

 private:
  double epsilon_;
  typename B::Buffer square_buffer_;
  Matrix square_;
};

/// AdaGrad with a running mean in place of the sum: old gradients are
/// forgotten (Tieleman and Hinton, 2012).
template <Backend B>
class RmsProp : public Optimizer<B> {
 public:
  using typename Optimizer<B>::Matrix;
  explicit RmsProp(Trained<B> trained, double learning_rate = 0.01,
                   double alpha = 0.99, double epsilon = 1e-8)
      : Optimizer<B>(trained, learning_rate),
        alpha_(expect_share("alpha", alpha)),
        epsilon_(expect_number("epsilon", epsilon)),
        square_buffer_(this->state_buffer()),
        square_(this->as_vector(square_buffer_)) {}

  std::string name() const override { return "rmsprop"; }
  std::vector<OptimizerState<B>> states() override {
    return {{"square", &square_}};
  }

 protected:
  void update(const StepExtras& extras) override {
    B::rmsprop(this->gradients_, this->learning_rate_, alpha_, epsilon_,
               square_, this->parameters_, extras);
  }

 private:
  double alpha_, epsilon_;
  typename B::Buffer square_buffer_;
  Matrix square_;
};

struct AdamOptions {
  double beta1 = 0.9, beta2 = 0.999;
  double epsilon = 1e-8;
};

/// Running means of the gradient and of its square determine each weight's
/// own step (Kingma and Ba, 2015).
template <Backend B>
class Adam : public Optimizer<B> {
 public:
  using typename Optimizer<B>::Matrix;
  explicit Adam(Trained<B> trained, double learning_rate = 1e-3,
                AdamOptions options = {})
      : Optimizer<B>(trained, learning_rate),
        settings_{learning_rate, expect_share("beta1", options.beta1),
                  expect_share("beta2", options.beta2),
                  expect_number("epsilon", options.epsilon), 0},
        mean_buffer_(this->state_buffer()),
        square_buffer_(this->state_buffer()),
        mean_(this->as_vector(mean_buffer_)),
        square_(this->as_vector(square_buffer_)) {}

  std::string name() const override { return "adam"; }
  std::vector<OptimizerState<B>> states() override {
    return {{"mean", &mean_}, {"square", &square_}};
  }
  std::uint64_t* step_counter() override { return &settings_.step; }

 protected:
  void begin_step() override {
    settings_.learning_rate = this->learning_rate_;
    ++settings_.step;
  }
  void update(const StepExtras& extras) override {
    B::adam(this->gradients_, settings_, mean_, square_, this->parameters_,
            extras);
  }

 private:
  AdamStep settings_;
  typename B::Buffer mean_buffer_, square_buffer_;
  Matrix mean_, square_;
};

struct AdamWOptions {
  double beta1 = 0.9, beta2 = 0.999;
  double epsilon = 1e-8;
  double decay = 1e-2;
};

/// Adam with decoupled weight decay: the weights shrink by the same fraction,
/// however large their gradients were (Loshchilov and Hutter, ICLR 2019).
template <Backend B>
class AdamW : public Adam<B> {
 public:
  explicit AdamW(Trained<B> trained, double learning_rate = 1e-3,
                 AdamWOptions options = {})
      : Adam<B>(trained, learning_rate,
                {options.beta1, options.beta2, options.epsilon}) {
    this->set_decay(options.decay);
  }
  std::string name() const override { return "adamw"; }
};

}  // namespace nn
