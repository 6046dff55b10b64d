/// Steps about operations: the table of them all, and what an error looks like.
#pragma once

#include "nn/program/program.hpp"

namespace chapter14 {

void every_operation_and_its_gradient(const nn::Options& options);
void shapes_that_do_not_fit();

}  // namespace chapter14
