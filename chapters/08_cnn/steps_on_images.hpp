/// The steps that use real images.
#pragma once

#include "nn/data/dataset.hpp"
#include "nn/program/program.hpp"

#include "classifier.hpp"

namespace chapter08 {

/// As many training and test images as this chapter uses. Nothing, and one
/// line on stdout, when there are none on this machine.
std::optional<nn::TrainTest> find_images(const nn::Options& options);

/// One network of each kind, trained on the same images.
struct Networks {
  Classifier mlp, cnn, global;
  arma::mat filters_before;  ///< the CNN's first kernels, 16 x 9
};

void edges(const nn::TrainTest& images, const nn::Options& options);
void a_kernel_is_learned(const nn::TrainTest& images,
                         const nn::Options& options);
Networks train_networks(const nn::TrainTest& images,
                        const nn::Options& options);
void pixels_in_another_order(Networks& networks, const nn::TrainTest& images,
                             const nn::Options& options);
void moved_and_blurred(Networks& networks, const nn::TrainTest& images,
                       const nn::Options& options);
void what_was_learned(Networks& networks, const nn::TrainTest& images,
                      const nn::Options& options);

}  // namespace chapter08
