// What g++ calls before every access to memory in code that is compiled with
// -fsanitize=thread. ThreadSanitizer's own library is not linked: these are
// its functions' names, with another purpose.
#include "cuda_on_cpu/control.h"
#include "watch.hpp"

namespace {

bool instrumented = false;

}  // namespace

bool cuda_on_cpu::checked() {
  return instrumented;
}

#define HOOK(name, how, bytes)                                \
  extern "C" void __tsan_##name(const void* address);         \
  void __tsan_##name(const void* address) {                   \
    cuda_on_cpu::watch(address, bytes, cuda_on_cpu::How::how, \
                       __builtin_return_address(0));          \
  }
#define HOOKS(bytes)                         \
  HOOK(read##bytes, read, bytes)             \
  HOOK(write##bytes, write, bytes)           \
  HOOK(unaligned_read##bytes, read, bytes)   \
  HOOK(unaligned_write##bytes, write, bytes) \
  HOOK(volatile_read##bytes, read, bytes)    \
  HOOK(volatile_write##bytes, write, bytes)
HOOKS(1)
HOOKS(2)
HOOKS(4)
HOOKS(8)
HOOKS(16)

#define RANGE_HOOK(name, how)                                              \
  extern "C" void __tsan_##name(const void* address, unsigned long bytes); \
  void __tsan_##name(const void* address, unsigned long bytes) {           \
    cuda_on_cpu::watch(address, bytes, cuda_on_cpu::How::how,              \
                       __builtin_return_address(0));                       \
  }
RANGE_HOOK(read_range, read)
RANGE_HOOK(write_range, write)

extern "C" {
void __tsan_init();
void __tsan_func_entry(const void*);
void __tsan_func_exit();
void __tsan_vptr_update(void**, void*);
void __tsan_init() {
  instrumented = true;
}  // before main()
void __tsan_func_entry(const void*) {}
void __tsan_func_exit() {}
void __tsan_vptr_update(void**, void*) {}
}
