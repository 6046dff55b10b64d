/// Steps with a process that is known: returns, sweeps, discounts.
#pragma once

#include "nn/program/program.hpp"

namespace chapter13 {

void a_machine_wears_out();
void sweeps_by_hand();
void how_far_gamma_looks();

}  // namespace chapter13
