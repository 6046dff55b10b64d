/// Steps with four networks: what they learn, and what confuses them.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/data/dataset.hpp"
#include "nn/program/program.hpp"

#include "classifier.hpp"

namespace chapter08 {

/// One network of each kind, trained on the same images.
struct Networks {
  Classifier mlp, cnn, strided, global;
  arma::mat filters_before;  ///< the CNN's first kernels, 16 x 9
};

/// Three of them, trained for five times as long, at two rates, two seeds.
void train_longer(const nn::TrainTest& images, const nn::Options& options);
Networks train_networks(const nn::TrainTest& images,
                        const nn::Options& options);
void pixels_in_another_order(Networks& networks, const nn::TrainTest& images,
                             const nn::Options& options);
void moved_and_blurred(Networks& networks, const nn::TrainTest& images,
                       const nn::Options& options);
void what_was_learned(Networks& networks, const nn::TrainTest& images,
                      const nn::Options& options);

}  // namespace chapter08
