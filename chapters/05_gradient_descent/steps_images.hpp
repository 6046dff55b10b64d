/// Steps that train with the library, most of them on real images.
#pragma once

#include <optional>

#include "nn/data/dataset.hpp"
#include "nn/program/program.hpp"

namespace chapter05 {

using Images = std::optional<nn::TrainTest>;

/// Fashion-MNIST. Nothing, and one line on stdout, when it is not on this
/// machine.
Images real_images(const nn::Options& options);

/// On the line, and on real images if there are any.
void noise_of_gradients(const nn::Options& options, const Images& fashion);
void images_in_batches(const nn::Options& options,
                       const nn::TrainTest& fashion);
void time_of_epochs(const nn::Options& options, const nn::TrainTest& fashion);

/// The moving means of a constant, and of a real loss if there are images.
void moving_means(const nn::Options& options, const Images& fashion);

void library_agrees(const nn::Options& options);

}  // namespace chapter05
