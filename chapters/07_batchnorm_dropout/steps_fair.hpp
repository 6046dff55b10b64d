/// The comparisons that take minutes; docs/measured keeps what they print.
#pragma once

#include "nn/program/program.hpp"

#include "data.hpp"

namespace chapter07 {

/// `what`: starts, batches, remedies, dropout or search; else UsageError.
void run_fair(const std::string& what, const Data& data,
              const nn::Options& options);

}  // namespace chapter07
