/// Small networks, trained on the images and measured.
#pragma once

#include "nn/layers/initializers.hpp"
#include "nn/model/sequential.hpp"
#include "nn/reference/reference.hpp"
#include "nn/training/optimizer.hpp"
#include "nn/training/schedules.hpp"

#include "outcome.hpp"

namespace chapter06 {

struct Images;

/// The formulas in float: fast enough for a few thousand images.
using B = nn::Reference<float>;
using Network = nn::Sequential<B>;

/// 784-64-32-10 with ReLU.
std::unique_ptr<Network> small_network(std::uint64_t seed);

/// 784-100-...-100-10 with ReLU, all weights initialized by the same rule.
std::unique_ptr<Network> deep_network(int hidden_layers,
                                      const nn::Initializer& rule,
                                      std::uint64_t seed);

/// How to train.
struct Plan {
  int epochs = 1;
  std::size_t batch_size = 100;
  nn::Schedule schedule = nn::constant();
  std::uint64_t seed = 1;
  /// Measures on the validation images alone: enough to choose a setting.
  bool only_choosing = false;
};

/// Trains with the library's Trainer, and measures.
Outcome train(Network& model, nn::Optimizer<B>& optimizer, const Images& images,
              const Plan& plan);

/// deep_network(), trained by SGD: the mean of several runs.
Outcome train_deep(const Images& images, int hidden_layers,
                   const nn::Initializer& rule, double rate, Plan plan,
                   int runs);

}  // namespace chapter06
