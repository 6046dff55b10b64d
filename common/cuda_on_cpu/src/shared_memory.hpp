/// The __shared__ variables of all kernels.
#pragma once

#include <cstddef>

#include "watch.hpp"

namespace cuda_on_cpu {

/// What one declaration made: a variable, or one for each set of template
/// arguments. They are in sections cuda_shared_… of this program.
struct SharedVariables {
  SharedVariables(char* first, std::size_t size) : begin(first), bytes(size) {}

  char* begin;
  std::size_t bytes;
  WatchedMemory watched{begin, bytes};
  const char* end() const { return begin + bytes; }
};

/// Whether an address is between the first and the last of them.
bool in_shared_memory(const char* address);
/// Null if it is in none of them.
SharedVariables* find_shared(const char* address);

/// Fills them with NaN: a block finds nothing that another one left.
void poison_shared_memory();

}  // namespace cuda_on_cpu
