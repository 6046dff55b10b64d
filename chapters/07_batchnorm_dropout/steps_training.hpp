/// The steps that train with batch normalization.
#pragma once

#include "nn/program/program.hpp"

#include "data.hpp"

namespace chapter07 {

void learning_rates(const Data& data, const nn::Options& options);
void starts(const Data& data, const nn::Options& options);
void inside(const Data& data, const nn::Options& options);
void batch_sizes(const Data& data, const nn::Options& options);
void averages(const Data& data, const nn::Options& options);

}  // namespace chapter07
