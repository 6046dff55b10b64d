/// The steps with a network of twelve numbers, small enough for a pencil.
#pragma once

#include "nn/program/program.hpp"

namespace chapter03 {

void forward_by_pencil();
void deltas_by_pencil();
void two_paths(const nn::Options& options);
void step_by_pencil();
void gradients_before_updates(const nn::Options& options);
void ten_thousand_steps(const nn::Options& options);
void sigmoid_without_its_minus();

}  // namespace chapter03
