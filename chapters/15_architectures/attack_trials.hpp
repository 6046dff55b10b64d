/// How many images a network still knows after steps against it, and what
/// training on such images changes.
#pragma once

#include <memory>

#include "nn/model/sequential.hpp"

#include "attacks.hpp"

namespace chapter15 {

using Classifier = std::unique_ptr<nn::Sequential<nn::Cpu>>;

/// Two convolutions that halve the image, and a linear layer.
Classifier small_cnn(const nn::Shape& input, std::uint64_t seed);

/// What a network learns from.
enum class Training { clean, random_signs, one_step, several_steps };
inline constexpr std::array trainings{Training::clean, Training::random_signs,
                                      Training::one_step,
                                      Training::several_steps};
/// "clean images | 原图" …
const char* title_of(Training training);

struct AttackSizes {
  std::size_t train = 4000, test = 300;
  int epochs = 3;
  float epsilon = 0.1f;      ///< of the training
  int training_steps = 5;    ///< of Training::several_steps
  int attacking_steps = 10;  ///< of the strongest attack
};

/// A network trained on images as this training changes them.
Classifier trained_on(Training training, const SeenImages& images,
                      const nn::Shape& shape, const AttackSizes& sizes,
                      std::uint64_t seed);

/// Shares of right answers on images changed in four ways.
struct Robustness {
  double clean = 0, random = 0, one_step = 0, several_steps = 0;
};
Robustness robustness(nn::Model<nn::Cpu>& net, const SeenImages& images,
                      float epsilon, int steps);

/// The same over several epsilons; columns: random signs, steps against
/// `other`, one step, several steps. epsilons x 4
arma::mat accuracy_over_epsilon(nn::Model<nn::Cpu>& net,
                                nn::Model<nn::Cpu>& other,
                                const SeenImages& images,
                                const arma::fvec& epsilons, int steps);

/// The right answers to images `x` whose classes are known.
double right_after(nn::Model<nn::Cpu>& net, const arma::fmat& x,
                   const ClassList& classes);

}  // namespace chapter15
