/// What the tests of chapter 7 share: the images, and small trainings.
#pragma once

#include "07_batchnorm_dropout/data.hpp"
#include "07_batchnorm_dropout/recipe.hpp"
#include "07_batchnorm_dropout/side_by_side.hpp"

namespace chapter07::test {

/// Debian's Fashion-MNIST, unpacked once: 1000 for training, 500 to choose
/// with, 1000 for testing.
inline const Data& fashion() {
  static const Data data = [] {
    const nn::TrainTest images = nn::load_images("fashion-mnist");
    const Data all = prepare(images, false);
    return Data{head(all.train, 1000), head(all.validation, 500),
                head(all.test, 1000)};
  }();
  return data;
}

/// The first n training images, the rest as it is.
inline Data few(std::size_t n) {
  return {head(fashion().train, n), fashion().validation, fashion().test};
}

/// f(…) on one thread, like all experiments of the chapter.
template <class F>
auto alone(const F& f) {
  return side_by_side(1, [&](std::size_t) { return f(); })[0];
}

/// The network that learns 300 images by heart.
inline Recipe wide() {
  return {.hidden = {256},
          .learning_rate = 0.01,
          .momentum = 0.9,
          .batch_size = 50,
          .epochs = 40};
}

}  // namespace chapter07::test
