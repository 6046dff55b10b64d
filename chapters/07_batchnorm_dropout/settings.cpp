#include "settings.hpp"

#include "recipe.hpp"

namespace chapter07 {

Recipe deep(const nn::Options& options) {
  return {.epochs = options.smoke ? 2 : 10, .seed = options.seed};
}

Recipe wide(const nn::Options& options) {
  return {.hidden = {256},
          .learning_rate = 0.01,
          .momentum = 0.9,
          .batch_size = 50,
          .epochs = options.smoke ? 2 : 60,
          .seed = options.seed};
}

Data half_of(const Data& data) {
  return {head(data.train, data.train.size() / 2), data.validation, data.test};
}

}  // namespace chapter07
