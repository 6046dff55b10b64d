#pragma once

#include "nn/program/program.hpp"

namespace chapter14 {

void values_that_derive_themselves();
void the_pencil_network_by_scalars(const nn::Options& options);
void a_hundred_thousand_values_in_a_row();
void formulas_that_cannot_be_derived();

}  // namespace chapter14
