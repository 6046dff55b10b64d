#include "freeze.hpp"

#include <algorithm>

#include "nn/model/sequential.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/optimizers.hpp"

namespace chapter15 {
namespace {

using B = nn::Cpu;

constexpr int steps = 10;
constexpr double rate = 0.05, decay = 0.01;

bool is_head(const std::string& name) {
  return name.starts_with("fc.");
}

/// The derivative of the loss with respect to the scores.
arma::fmat loss_gradient(const arma::fmat& scores,
                         const std::vector<std::int32_t>& labels) {
  arma::fmat gradient(arma::size(scores));
  nn::SoftmaxCrossEntropy<B>()(scores, labels, gradient);
  return gradient;
}

// #region zero_gradients
/// Where the last layer's parameters begin in the flat vector.
std::size_t head_begin(TransferNet& net) {
  std::size_t begin = 0;
  for (const auto& [name, parameter] : net.named_parameters()) {
    if (is_head(name)) return begin;
    begin += parameter->size();
  }
  return begin;
}

void with_zero_gradients(TransferNet& net, const SmallImages& images) {
  arma::fmat masked(net.parameter_count(), 1);
  nn::Momentum<B> momentum(nn::Trained<B>(net.parameters(), masked), rate);
  momentum.set_decay(decay);
  for (int step = 0; step < steps; ++step) {
    net.backward(loss_gradient(net.forward(images.x), images.labels));
    masked = net.gradients();
    masked.head_rows(head_begin(net)).zeros();
    momentum.step();
  }
}
// #endregion zero_gradients

// #region fewer_parameters
/// An optimizer for each parameter that is to learn: what no optimizer knows,
/// none can change.
void with_fewer_parameters(TransferNet& net, const SmallImages& images) {
  std::vector<std::unique_ptr<nn::Momentum<B>>> optimizers;
  for (const auto& [name, parameter] : net.named_parameters())
    if (is_head(name)) {
      optimizers.push_back(std::make_unique<nn::Momentum<B>>(
          nn::Trained<B>(parameter->value, parameter->gradient), rate));
      optimizers.back()->set_decay(decay);
    }
  for (int step = 0; step < steps; ++step) {
    net.backward(loss_gradient(net.forward(images.x), images.labels));
    for (const auto& optimizer : optimizers)
      optimizer->step();
  }
}
// #endregion fewer_parameters

// #region features_once
/// Frozen layers are a fixed function: what they make of an image is computed
/// once, in Mode::evaluate, and the head is a network of its own.
void with_features_once(TransferNet& net, const SmallImages& images) {
  const SmallImages features = features_of(net, images);
  nn::Sequential<B> head(features.shape);
  head.add<nn::Linear>(features.shape.features(),
                       net.output_shape().features());
  head.build(1);
  nn::Momentum<B> momentum(head, rate);
  momentum.set_decay(decay);
  for (int step = 0; step < steps; ++step) {
    head.backward(loss_gradient(head.forward(features.x), images.labels));
    momentum.step();
  }
}
// #endregion features_once

double largest_change(const arma::fmat& before, const arma::fmat& after) {
  return arma::abs(after - before).max();
}

double parameters_moved(TransferNet& before, TransferNet& after) {
  const std::size_t frozen = head_begin(after);
  return largest_change(before.parameters().head_rows(frozen),
                        after.parameters().head_rows(frozen));
}

double states_moved(TransferNet& before, TransferNet& after) {
  double most = 0;
  const auto old = before.named_states();
  for (std::size_t i = 0; const auto& [name, state] : after.named_states())
    most = std::max(
        most, largest_change(old[i++].state->as_column(), state->as_column()));
  return most;
}

}  // namespace

std::string name_of(Freezing freezing) {
  switch (freezing) {
    case Freezing::zero_gradients:
      return "their gradients set to 0";
    case Freezing::fewer_parameters:
      return "unknown to the optimizer";
    default:
      return "features computed once";
  }
}

Moved moved_by(Freezing freezing, TransferNet& source, std::size_t classes,
               const SmallImages& images) {
  const auto fresh = [&] {
    auto net = transfer_net(images.shape, classes, 1);
    copy_all_but("fc.", source, *net);
    return net;
  };
  const auto before = fresh(), net = fresh();
  if (freezing == Freezing::zero_gradients) with_zero_gradients(*net, images);
  if (freezing == Freezing::fewer_parameters)
    with_fewer_parameters(*net, images);
  if (freezing == Freezing::features_once) with_features_once(*net, images);
  const auto features = [&](TransferNet& of) {
    return features_of(of, images).x;
  };
  return {parameters_moved(*before, *net), states_moved(*before, *net),
          largest_change(features(*before), features(*net))};
}

}  // namespace chapter15
