/// Where this program computes. There is one file of this name for each kind
/// of device (devices/), and one program per device, built from the same
/// sources: no #ifdef, and only those for CUDA need its libraries.
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
