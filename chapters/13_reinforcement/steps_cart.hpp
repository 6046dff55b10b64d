/// Steps with the cart: physics, the gradient, a training, ten of them.
#pragma once

#include "nn/program/program.hpp"

namespace chapter13 {

void a_pole_on_a_cart(const nn::Options& options);
void half_a_gradient(const nn::Options& options);
void a_network_learns(const nn::Options& options);
/// These two take minutes: --long.
void longer(const nn::Options& options);
void without_its_parts(const nn::Options& options);

}  // namespace chapter13
