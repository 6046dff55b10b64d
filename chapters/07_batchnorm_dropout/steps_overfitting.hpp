/// The steps about overfitting and what helps.
#pragma once

#include "nn/program/program.hpp"

#include "data.hpp"

namespace chapter07 {

void by_heart(const Data& data, const nn::Options& options);
void bias_and_variance(const nn::Options& options);
void overfitting(const Data& data, const nn::Options& options);
void dropout_is_an_average(const Data& data, const nn::Options& options);
void both(const Data& data, const nn::Options& options);

}  // namespace chapter07
