/// Steps with one kernel: made by hand, and learned from images.
#pragma once

#include <optional>

#include "nn/data/dataset.hpp"
#include "nn/program/program.hpp"

namespace chapter08 {

/// As many training and test images as this chapter uses. Nothing, and one
/// line on stdout, when there are none on this machine.
std::optional<nn::TrainTest> find_images(const nn::Options& options);

void edges(const nn::TrainTest& images, const nn::Options& options);
void a_kernel_is_learned(const nn::TrainTest& images,
                         const nn::Options& options);

}  // namespace chapter08
