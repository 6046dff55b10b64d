/// This program computes on a CUDA device. Whether it is a GPU or the
/// emulated one depends on the library that the program is linked with.
#pragma once

#include "nn/compiled/cuda.hpp"

namespace chapter09 {

using B = nn::Cuda;

inline constexpr const char* this_device = CHAPTER09_DEVICE_NAME;

/// Throws Error if there is no device.
inline void start_device(bool tf32) {
  nn::Cuda::require_device();
  nn::Cuda::configure({.tf32 = tf32});
  fmt::print("device    {}\n", nn::Cuda::device_name());
}

}  // namespace chapter09
