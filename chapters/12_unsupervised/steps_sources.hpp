/// Steps about independent components.
#pragma once

#include "nn/program/program.hpp"

namespace chapter12 {

void two_microphones(const nn::Options& options);
void ten_recordings(const nn::Options& options);
void normal_noises(const nn::Options& options);

}  // namespace chapter12
