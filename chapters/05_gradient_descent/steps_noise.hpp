/// Steps of batch, mini-batch and stochastic descent on a line.
#pragma once

#include "nn/program/program.hpp"

namespace chapter05 {

void three_ways(const nn::Options& options);
void noise_floor(const nn::Options& options);
void convex_promise(const nn::Options& options);

}  // namespace chapter05
