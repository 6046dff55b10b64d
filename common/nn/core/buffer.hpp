/// Memory for parameters and activations.
#pragma once

#include <cstddef>
#include <vector>

namespace nn {

/// Memory aligned to a cache line (64 bytes), so a vector register of any width
/// is loaded in one piece. Large allocations request huge pages (2 MiB instead
/// of 4 KiB, where the system has them): a product walks over hundreds of small
/// pages, more than the processor's TLB holds.
void* allocate_aligned(std::size_t bytes);
void free_aligned(void* memory, std::size_t bytes);

/// Allocates such memory for containers.
template <class T>
struct CacheLineAllocator {
  using value_type = T;
  CacheLineAllocator() = default;
  template <class U>
  CacheLineAllocator(const CacheLineAllocator<U>&) {}

  T* allocate(std::size_t n) {
    return static_cast<T*>(allocate_aligned(n * sizeof(T)));
  }
  void deallocate(T* p, std::size_t n) { free_aligned(p, n * sizeof(T)); }

  template <class U>
  bool operator==(const CacheLineAllocator<U>&) const {
    return true;
  }
};

/// Owns numbers; matrices are views of it.
template <class Real>
using Buffer = std::vector<Real, CacheLineAllocator<Real>>;

}  // namespace nn
