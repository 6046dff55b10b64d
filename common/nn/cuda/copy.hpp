/// Bytes to the device and back, for files without CUDA.
#pragma once

#include <cstddef>

namespace nn::cuda {

/// Does not wait for the device; `from` may change as soon as it returns.
void copy_to_device(void* to, const void* from, std::size_t bytes);
/// Waits for all earlier work.
void copy_to_host(void* to, const void* from, std::size_t bytes);

}  // namespace nn::cuda
