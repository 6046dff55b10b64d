/// The steps about the initial weights.
#pragma once

#include "nn/program/program.hpp"

#include "images.hpp"

namespace chapter06 {

void same_start_same_unit(const nn::Options& options);
void histograms(const nn::Options& options);
void one_layer_both_ways(const nn::Options& options);
void numbers_inside(const nn::Options& options);
void gradients_inside(const nn::Options& options);
void training_from_five_starts(const Images& images, const Amount& amount,
                               const nn::Options& options);
void sigmoid_lives(const nn::Options& options);

}  // namespace chapter06
