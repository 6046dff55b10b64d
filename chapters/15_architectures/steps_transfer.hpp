/// Steps with a network that was trained for something else.
#pragma once

#include <string>

#include "nn/program/program.hpp"

namespace chapter15 {

/// One network, trained on five kinds of clothes: what freezing means, the
/// other five kinds with few labels, and what its layers know of them.
void features_for_other_clothes(const nn::Options& options);

/// --transfer clothes|digits, a few minutes: five rates, five source networks,
/// five draws of labels.
void transfer_at_length(const std::string& source, const nn::Options& options);

}  // namespace chapter15
