/// Steps downhill: the learning rate, two numbers, a narrow valley.
#pragma once

#include "nn/program/program.hpp"

namespace chapter05 {

void down_the_parabola(const nn::Options& options);
void the_limit();
void two_variables(const nn::Options& options);
void narrow_valley(const nn::Options& options);

}  // namespace chapter05
