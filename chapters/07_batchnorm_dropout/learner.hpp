/// A network from a recipe, trained step by step.
#pragma once

#include <exception>

#include "nn/cpu/cpu.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/batch_norm.hpp"
#include "nn/layers/dropout.hpp"
#include "nn/layers/linear.hpp"
#include "nn/model/sequential.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/metrics.hpp"
#include "nn/training/optimizers.hpp"

#include "data.hpp"

namespace chapter07 {

/// Everything that distinguishes one training run from another.
struct Recipe {
  std::vector<std::size_t> hidden{100, 100, 100, 100};
  bool batch_norm = false;
  double dropout = 0;  ///< after each hidden layer
  nn::Initializer weights = nn::he();
  double learning_rate = 0.1;
  double momentum = 0;      ///< 0: plain gradient descent
  double weight_decay = 0;  ///< adds decay/2 sum(w^2) over the weights
  std::size_t batch_size = 100;
  int epochs = 10;
  std::uint64_t seed = 1;
};

// #region network
/// Linear, BatchNorm?, ReLU, Dropout? for each hidden layer; ten scores.
template <nn::Backend B>
std::unique_ptr<nn::Sequential<B>> make_network(std::size_t features,
                                                const Recipe& recipe) {
  auto net = std::make_unique<nn::Sequential<B>>(nn::Shape{features});
  for (std::size_t units : recipe.hidden) {
    net->template add<nn::Linear>(features, units, recipe.weights);
    if (recipe.batch_norm) net->template add<nn::BatchNorm>(units);
    net->template add<nn::ReLU>();
    if (recipe.dropout > 0) net->template add<nn::Dropout>(recipe.dropout);
    features = units;
  }
  net->template add<nn::Linear>(features, 10, recipe.weights);
  net->build(recipe.seed);
  return net;
}
// #endregion network

struct Score {
  double loss = 0;
  double accuracy = 0;
};

/// A network in training. `train` must outlive it; samples that do not fill the
/// last batch of an epoch wait for the next one. UsageError if there are fewer
/// samples than one batch holds.
class Learner {
 public:
  Learner(const Samples& train, const Recipe& recipe)
      : train_(train),
        recipe_(recipe),
        net_(make_network<nn::Cpu>(train.x.n_rows, recipe)),
        optimizer_(*net_, recipe.learning_rate, recipe.momentum),
        order_(train.size()) {
    if (recipe.batch_size == 0 || train.size() < recipe.batch_size)
      throw nn::UsageError(fmt::format(
          "a batch of {} cannot be filled from {} samples; expected "
          "a batch size from 1 to {}",
          recipe.batch_size, train.size(), train.size()));
    optimizer_.set_l2(recipe.weight_decay);
    optimizer_.decay_only(nn::weight_ranges(*net_));
  }

  std::size_t steps_per_epoch() const {
    return train_.size() / recipe_.batch_size;
  }
  bool diverged() const { return diverged_; }
  nn::Sequential<nn::Cpu>& net() { return *net_; }

  /// One step of gradient descent; returns the loss of its batch, NaN once
  /// training has diverged.
  double step() {
    if (diverged_) return arma::datum::nan;
    next_batch();
    const arma::fmat& scores = net_->forward(x_);
    gradient_.set_size(scores.n_rows, scores.n_cols);
    const double loss = loss_(scores, labels_, gradient_);
    diverged_ = !std::isfinite(loss);
    net_->backward(gradient_);
    optimizer_.step();
    return loss;
  }

  /// The mean loss over the steps of one epoch.
  double epoch() {
    double sum = 0;
    for (std::size_t i = 0; i < steps_per_epoch(); ++i)
      sum += step();
    return sum / double(steps_per_epoch());
  }

  /// The network as it would be used: running means, no dropout.
  Score score(const Samples& samples) {
    const arma::fmat& scores = net_->forward(samples.x, nn::Mode::evaluate);
    arma::fmat unused(arma::size(scores));
    return {loss_(scores, samples.labels, unused),
            nn::accuracy(nn::predict(scores), samples.labels)};
  }

 private:
  void next_batch() {
    const std::size_t place = step_++ % steps_per_epoch();
    if (place == 0) {
      for (std::uint32_t i = 0; i < order_.size(); ++i)
        order_[i] = i;
      const auto epoch = std::uint32_t((step_ - 1) / steps_per_epoch());
      nn::Random(recipe_.seed, nn::Stream::shuffle, epoch).shuffle(order_);
    }
    const std::size_t n = recipe_.batch_size;
    x_.set_size(train_.x.n_rows, n);
    labels_.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint32_t sample = order_[place * n + i];
      x_.col(i) = train_.x.col(sample);
      labels_[i] = train_.labels[sample];
    }
  }

  const Samples& train_;
  Recipe recipe_;
  std::unique_ptr<nn::Sequential<nn::Cpu>> net_;
  nn::SoftmaxCrossEntropy<nn::Cpu> loss_;
  nn::Momentum<nn::Cpu> optimizer_;
  std::vector<std::uint32_t> order_;
  std::size_t step_ = 0;
  bool diverged_ = false;
  arma::fmat x_, gradient_;
  std::vector<std::int32_t> labels_;
};

/// {f(0), …, f(n - 1)}: independent training runs, as many at a time as there
/// are cores. Each has its own thread and waits for no other.
template <class F>
auto side_by_side(std::size_t n, const F& f) {
  std::vector<decltype(f(std::size_t{0}))> results(n);
  std::vector<std::exception_ptr> errors(n);
  nn::Cpu::parallel([&](nn::Worker worker) {
    for (std::size_t i = worker.index; i < n; i += worker.count)
      try {
        results[i] = f(i);
      } catch (...) {
        errors[i] = std::current_exception();
      }
  });
  for (const std::exception_ptr& error : errors)
    if (error) std::rethrow_exception(error);
  return results;
}

/// Mean and standard deviation, e.g. of the same training with several seeds.
struct Spread {
  double mean = 0;
  double deviation = 0;  ///< 0 for a single value
};

inline Spread spread(const std::vector<double>& values) {
  const arma::vec v(values);
  return {arma::mean(v), v.n_elem > 1 ? arma::stddev(v) : 0};
}

}  // namespace chapter07
