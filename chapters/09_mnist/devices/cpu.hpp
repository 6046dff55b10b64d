/// This program computes on the CPU.
#pragma once

#include "nn/core/error.hpp"
#include "nn/cpu/cpu.hpp"

namespace chapter09 {

using B = nn::Cpu;

/// Its name for --device.
inline constexpr const char* this_device = "cpu";

/// There is nothing to start here.
inline void start_device(bool tf32) {
  if (tf32) throw nn::UsageError("--tf32 is for GPUs: it needs --device cuda");
}

}  // namespace chapter09
