/// Memory for parameters and activations.
#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace nn {

/// Hands out memory that begins on a cache line (64 bytes), so that a vector
/// register of any width is loaded in one piece.
template <class T>
struct CacheLineAllocator {
  using value_type = T;
  static constexpr std::align_val_t alignment{64};

  CacheLineAllocator() = default;
  template <class U>
  CacheLineAllocator(const CacheLineAllocator<U>&) {}

  T* allocate(std::size_t n) {
    return static_cast<T*>(::operator new(n * sizeof(T), alignment));
  }
  void deallocate(T* p, std::size_t) { ::operator delete(p, alignment); }

  template <class U>
  bool operator==(const CacheLineAllocator<U>&) const {
    return true;
  }
};

/// Owns numbers; matrices are views of it.
template <class Real>
using Buffer = std::vector<Real, CacheLineAllocator<Real>>;

}  // namespace nn
