/// What the comparison of all methods prints.
#pragma once

#include "../all_methods.hpp"

namespace chapter11 {

void print_table_head(const Pictures& train);
void print_outcome(const Method& method, const Outcome& outcome);

}  // namespace chapter11
