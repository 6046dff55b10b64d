/// Q-learning with a network for the cart and the pole: the agent. Mnih et al.
/// 2015 call it a deep Q-network, DQN.
#pragma once

#include "nn/cpu/cpu.hpp"
#include "nn/model/sequential.hpp"
#include "nn/training/optimizers.hpp"

#include "cart_pole.hpp"
#include "replay.hpp"

namespace chapter13 {

struct DeepSettings {
  int steps = 10'000;      ///< of the cart
  arma::uword batch = 32;  ///< remembered steps in each step of Adam
  arma::uword memory = 20'000;
  int refresh = 100;   ///< steps between copies to the target network;
                       ///< 0: the network is its own target
  double rate = 5e-4;  ///< of Adam, falls to 0 in a line
  double gamma = 0.99;
  bool apart = false;  ///< the network chooses the best action, the target
                       ///< network says what it is worth (double Q-learning)
  double last_epsilon = 0.05;  ///< falls from 1 in a line …
  int explore = 3000;          ///< … in so many steps
  int begin = 500;             ///< steps before the first update
  int judge_every = 1000;      ///< steps between evaluations
};

/// The share of random actions in a step of the cart, counted from 0 …
double exploration(const DeepSettings& settings, int step);
/// … and the rate of Adam in a step, counted from 1: it falls to 0 in a line.
double rate_at(const DeepSettings& settings, int step);

/// A state as the network sees it: every number about 1 or less.
arma::fvec features_of(const State& state);

/// 4 - 64 - 64 - 2 with ReLU: from features to the values of both actions.
template <nn::Backend B>
void add_q_layers(nn::Sequential<B>& network, std::uint64_t seed);

/// The agent: a network that acts, one that gives targets, a memory.
class DeepQ {
 public:
  using Network = nn::Sequential<nn::Cpu>;
  DeepQ(const DeepSettings& settings, std::uint64_t seed);

  /// The action for a state, at random with epsilon.
  arma::uword act(const State& state, double epsilon);
  /// Remembers a step and takes one of Adam. Returns the loss, 0 before the
  /// memory holds `begin` steps.
  double learn(const Step& step);

  Network& network() { return online_; }

 private:
  arma::frowvec targets_of(const Batch& batch);

  DeepSettings settings_;
  Network online_{{4}}, target_{{4}};
  nn::Adam<nn::Cpu> adam_;
  Replay memory_;
  nn::Random acts_, draws_;
  arma::fmat dq_;
  int steps_ = 0;
};

}  // namespace chapter13
