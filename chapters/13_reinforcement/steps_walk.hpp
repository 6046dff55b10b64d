/// Steps on the random walk: temporal differences and whole returns.
#pragma once

#include "nn/program/program.hpp"

namespace chapter13 {

void five_states_in_a_row(const nn::Options& options);
void one_step_or_the_whole_return(const nn::Options& options);

}  // namespace chapter13
