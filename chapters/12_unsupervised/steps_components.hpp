/// Steps about principal components and singular values.
#pragma once

#include <optional>

#include "nn/data/dataset.hpp"
#include "nn/program/program.hpp"

namespace chapter12 {

void two_ways_to_components(const nn::Options& options);
void the_misprint(const nn::Options& options);
void an_image_from_few_numbers(const nn::Options& options,
                               const std::optional<nn::TrainTest>& fashion);
void eigen_digits(const nn::Options& options);
void whitened_again(const nn::Options& options);

}  // namespace chapter12
