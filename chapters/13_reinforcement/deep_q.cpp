#include "deep_q.hpp"

#include <algorithm>

#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"
#include "nn/reference/reference.hpp"

#include "control.hpp"
#include "semi_gradient.hpp"

namespace chapter13 {

template <nn::Backend B>
void add_q_layers(nn::Sequential<B>& network, std::uint64_t seed) {
  network.template add<nn::Linear>(4, 64).template add<nn::ReLU>();
  network.template add<nn::Linear>(64, 64).template add<nn::ReLU>();
  network.template add<nn::Linear>(64, 2);
  network.build(seed);
}

arma::fvec features_of(const State& state) {
  const arma::vec scale{2.4, 2, 0.2, 2};
  return arma::conv_to<arma::fvec>::from(state / scale);
}

template void add_q_layers(nn::Sequential<nn::Cpu>&, std::uint64_t);
template void add_q_layers(nn::Sequential<nn::Reference<double>>&,
                           std::uint64_t);

namespace {

DeepQ::Network& built(DeepQ::Network& network, std::uint64_t seed) {
  add_q_layers(network, seed);
  return network;
}

}  // namespace

DeepQ::DeepQ(const DeepSettings& settings, std::uint64_t seed)
    : settings_(settings),
      adam_(built(online_, seed), settings.rate),
      memory_(settings.memory),
      acts_(seed, nn::Stream::general, 1),
      draws_(seed, nn::Stream::shuffle) {
  built(target_, seed);
}

double exploration(const DeepSettings& settings, int step) {
  const double share = std::min(1.0, double(step) / settings.explore);
  return 1 - share * (1 - settings.last_epsilon);
}

double rate_at(const DeepSettings& settings, int step) {
  return settings.rate * (1 - double(step - 1) / settings.steps);
}

arma::uword DeepQ::act(const State& state, double epsilon) {
  if (acts_.uniform() < epsilon) return acts_.integer(2);
  const arma::fmat q = online_.forward(features_of(state), nn::Mode::evaluate);
  return q(1) > q(0) ? 1 : 0;
}

// #region deep-learn
double DeepQ::learn(const Step& step) {
  memory_.add(step);
  if (++steps_ < settings_.begin) return 0;
  if (settings_.refresh == 0 || steps_ % settings_.refresh == 0)
    target_.parameters() = online_.parameters();
  const Batch batch = memory_.sample(settings_.batch, draws_);
  const arma::frowvec targets = targets_of(batch);
  const arma::fmat q = online_.forward(batch.x);
  const double loss = semi_gradient(q, batch.actions, targets, dq_);
  online_.backward(dq_);
  adam_.set_learning_rate(rate_at(settings_, steps_));
  adam_.step();
  return loss;
}

arma::frowvec DeepQ::targets_of(const Batch& batch) {
  const arma::fmat judges = target_.forward(batch.next, nn::Mode::evaluate);
  if (!settings_.apart)
    return td_targets(batch.rewards, batch.goes_on, judges, judges,
                      settings_.gamma);
  const arma::fmat chooses = online_.forward(batch.next, nn::Mode::evaluate);
  return td_targets(batch.rewards, batch.goes_on, chooses, judges,
                    settings_.gamma);
}
// #endregion deep-learn

}  // namespace chapter13
