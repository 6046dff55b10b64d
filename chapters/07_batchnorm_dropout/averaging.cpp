#include "averaging.hpp"

#include "nn/training/weight_average.hpp"

#include "learner.hpp"

namespace chapter07 {

Averaged train_and_average(const Samples& train, const Samples& unseen,
                           const Recipe& recipe, double decay) {
  Learner learner(train, recipe);
  nn::WeightAverage<nn::Cpu> whole(learner.net(), decay);
  nn::WeightAverage<nn::Cpu> weights(learner.net().parameters(), decay);
  for (int epoch = 0; epoch < recipe.epochs; ++epoch)
    for (std::size_t i = 0; i < learner.steps_per_epoch(); ++i) {
      learner.step();
      whole.update();
      weights.update();
    }
  const auto with = [&](nn::WeightAverage<nn::Cpu>& average) {
    average.swap();
    const Score score = learner.score(unseen);
    average.swap();
    return score;
  };
  return {learner.score(unseen), with(whole), with(weights)};
}

}  // namespace chapter07
