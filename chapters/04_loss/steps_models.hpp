/// The steps about models that a loss cannot tell apart, and penalties.
#pragma once

#include "nn/program/program.hpp"

namespace chapter04 {

void same_loss_two_models(const nn::Options& options);
void same_loss_four_pictures(const nn::Options& options);
/// Prints nothing: it draws.
void two_penalties(const nn::Options& options);
void zeros_of_l1(const nn::Options& options);

}  // namespace chapter04
