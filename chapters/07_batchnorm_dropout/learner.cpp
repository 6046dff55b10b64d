#include "learner.hpp"

#include "nn/core/error.hpp"
#include "nn/core/random.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/batch_norm.hpp"
#include "nn/layers/dropout.hpp"
#include "nn/layers/linear.hpp"
#include "nn/training/metrics.hpp"

namespace chapter07 {

namespace {

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

}  // namespace

Learner::Learner(const Samples& train, const Recipe& recipe)
    : train_(train),
      recipe_(recipe),
      net_(make_network<nn::Cpu>(train.x.n_rows, recipe)),
      optimizer_(*net_, recipe.learning_rate, recipe.momentum),
      order_(train.size()) {
  if (recipe.batch_size == 0 || train.size() < recipe.batch_size)
    throw nn::UsageError(
        fmt::format("a batch of {} cannot be filled from {} samples; expected "
                    "a batch size from 1 to {}",
                    recipe.batch_size, train.size(), train.size()));
  optimizer_.set_l2(recipe.weight_decay);
  optimizer_.decay_only(nn::weight_ranges(*net_));
}

double Learner::step() {
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

double Learner::epoch() {
  double sum = 0;
  for (std::size_t i = 0; i < steps_per_epoch(); ++i)
    sum += step();
  return sum / double(steps_per_epoch());
}

Score Learner::score(const Samples& samples) {
  const arma::fmat& scores = net_->forward(samples.x, nn::Mode::evaluate);
  arma::fmat unused(arma::size(scores));
  return {loss_(scores, samples.labels, unused),
          nn::accuracy(nn::predict(scores), samples.labels)};
}

void Learner::next_batch() {
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

}  // namespace chapter07
