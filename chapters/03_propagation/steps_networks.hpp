/// The steps with larger networks: NetV1, and three layers that fit a surface.
#pragma once

#include "nn/program/program.hpp"

namespace chapter03 {

void netv1(const nn::Options& options, bool full);
void three_layers();
void fit_a_surface(const nn::Options& options);

}  // namespace chapter03
