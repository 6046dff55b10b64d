/// Rejects invalid settings where they are passed in.
#pragma once

#include <cmath>

#include <fmt/format.h>

#include "nn/core/error.hpp"

namespace nn {

/// A rate or a factor: `value` if it is finite and not negative; else a
/// UsageError that names it.
inline double expect_number(const char* name, double value) {
  if (value >= 0 && std::isfinite(value)) return value;
  throw UsageError(
      fmt::format("{} {}: expected a number of at least 0, and "
                  "not infinity",
                  name, value));
}

/// A decay factor, the share that is kept from step to step: below 1.
inline double expect_share(const char* name, double value) {
  if (value >= 0 && value < 1) return value;
  throw UsageError(fmt::format(
      "{} {}: expected a share of at least 0 and below 1", name, value));
}

}  // namespace nn
