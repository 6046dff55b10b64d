/// Steps on the cliff: two methods, the price of exploration, a model.
#pragma once

#include "nn/program/program.hpp"

namespace chapter13 {

void two_ways_along_the_cliff(const nn::Options& options);
void random_steps_have_a_price(const nn::Options& options);
void less_and_less_exploration(const nn::Options& options);
void with_a_model(const nn::Options& options);

}  // namespace chapter13
