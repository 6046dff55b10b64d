// Threads take turns and yield only where they wait, so an atomic function
// needs nothing special.
#include <algorithm>
#include <utility>

#include "cuda_on_cpu/control.h"
#include "cuda_on_cpu/device_functions.h"
#include "watch.hpp"

namespace {

template <class T, class F>
T replace(T* at, F f, const void* where) {
  if (cuda_on_cpu::checked()) {
    cuda_on_cpu::watch(at, sizeof(T), cuda_on_cpu::How::atomic, where);
  }
  return std::exchange(*at, f(*at));
}

}  // namespace

#define ATOMIC(name, type, result)                    \
  type name(type* at, type value) {                   \
    return replace(                                   \
        at, [=](type old) -> type { return result; }, \
        __builtin_return_address(0));                 \
  }
#define ATOMIC_CAS(type)                                             \
  type atomicCAS(type* at, type expected, type value) {              \
    return replace(                                                  \
        at, [=](type old) { return old == expected ? value : old; }, \
        __builtin_return_address(0));                                \
  }

ATOMIC(atomicAdd, float, old + value)
ATOMIC(atomicAdd, int, old + value)
ATOMIC(atomicAdd, unsigned, old + value)
ATOMIC(atomicAdd, unsigned long long, old + value)
ATOMIC(atomicMax, int, std::max(old, value))
ATOMIC(atomicMax, unsigned, std::max(old, value))
ATOMIC(atomicMin, int, std::min(old, value))
ATOMIC(atomicMin, unsigned, std::min(old, value))
ATOMIC(atomicExch, int, (static_cast<void>(old), value))
ATOMIC(atomicExch, unsigned, (static_cast<void>(old), value))
ATOMIC(atomicExch, float, (static_cast<void>(old), value))
ATOMIC_CAS(int)
ATOMIC_CAS(unsigned)
