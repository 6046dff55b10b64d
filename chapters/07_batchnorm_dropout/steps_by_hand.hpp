/// The steps that need no images: small numbers and formulas.
#pragma once

#include "nn/program/program.hpp"

namespace chapter07 {

void batch_norm_by_hand();
void backward_by_hand(const nn::Options& options);
void scale_does_not_matter(const nn::Options& options);
void train_and_evaluate(const nn::Options& options);
void dropout_by_hand(const nn::Options& options);

}  // namespace chapter07
