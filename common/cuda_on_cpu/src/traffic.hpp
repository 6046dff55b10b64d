/// Counts what kernels read and write.
#pragma once

#include <cstddef>

#include "watch.hpp"

namespace cuda_on_cpu {

enum class Memory { device, shared };

/// An access of the running thread.
void count(Memory memory, How how, const char* address, std::size_t bytes,
           const void* where);
/// A kernel begins; a block of it has ended.
void count_launch(const void* kernel);
void count_block_end();

}  // namespace cuda_on_cpu
