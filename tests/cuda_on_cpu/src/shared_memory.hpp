/// The __shared__ variables of all kernels.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace cuda_on_cpu {

/// Where they are: the sections cuda_shared_… of this program.
const std::vector<std::span<char>>& shared_memory();

/// Fills them with NaN: a block finds nothing that another one left.
void poison_shared_memory();

}  // namespace cuda_on_cpu
