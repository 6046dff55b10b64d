/// The step that compares all methods.
#pragma once

#include "nn/program/program.hpp"

namespace chapter11 {

void what_each_is_good_at(const nn::Options& options);

}  // namespace chapter11
