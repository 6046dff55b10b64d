#include "fiber.hpp"

#include <cstdint>
#include <new>

#include <sys/mman.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif
#if !defined(__x86_64__)
#include <ucontext.h>
#endif

namespace cuda_on_cpu {
namespace {

constexpr std::size_t stack_bytes = 256 * 1024;
constexpr std::size_t guard_bytes = 64 * 1024;  // a page or more

#if defined(__x86_64__)
// Twelve instructions; the C library's swapcontext() asks the kernel twice.
extern "C" void cuda_on_cpu_switch(void** from, void* to);
asm(R"(
  .text
  .type cuda_on_cpu_switch, @function
cuda_on_cpu_switch:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
  .size cuda_on_cpu_switch, .-cuda_on_cpu_switch
)");
#endif

char* new_stack() {
  void* stack = mmap(nullptr, guard_bytes + stack_bytes, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (stack == MAP_FAILED) throw std::bad_alloc();
  mprotect(stack, guard_bytes, PROT_NONE);  // an overflow ends here
  return static_cast<char*>(stack);
}

}  // namespace

struct Fiber::State {
  char* stack = new_stack();
#if defined(__x86_64__)
  void* fiber = nullptr;  // stack pointers, while the other one runs
  void* scheduler = nullptr;
#else
  ucontext_t fiber, scheduler;
#endif
  void* fake_stack = nullptr;  // AddressSanitizer's
  const void* scheduler_stack = nullptr;
  std::size_t scheduler_bytes = 0;
  void (*entry)();
};

namespace {
Fiber::State* starting = nullptr;  // whose first run this is
}  // namespace

void Fiber::first_run() {
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_finish_switch_fiber(nullptr, &starting->scheduler_stack,
                                  &starting->scheduler_bytes);
#endif
  starting->entry();
}

#if defined(__x86_64__)
namespace {
void switch_to(void*& from, void* to) {
  cuda_on_cpu_switch(&from, to);
}

// As if the fiber had called switch_to() in the first line of `entry`: six
// registers, where to go on, and a return address that ends every backtrace.
void* first_frame(char* end, void (*entry)()) {
  auto* frame = reinterpret_cast<std::uintptr_t*>(end) - 8;
  frame[6] = reinterpret_cast<std::uintptr_t>(entry);
  return frame;
}
}  // namespace

Fiber::Fiber(void (*entry)()) : state_(new State) {
  state_->entry = entry;
  state_->fiber =
      first_frame(state_->stack + guard_bytes + stack_bytes, &first_run);
}
#else
namespace {
void switch_to(ucontext_t& from, ucontext_t& to) {
  swapcontext(&from, &to);
}
}  // namespace

Fiber::Fiber(void (*entry)()) : state_(new State) {
  getcontext(&state_->fiber);
  state_->fiber.uc_stack.ss_sp = state_->stack + guard_bytes;
  state_->fiber.uc_stack.ss_size = stack_bytes;
  state_->fiber.uc_link = nullptr;
  makecontext(&state_->fiber, &first_run, 0);
  state_->entry = entry;
}
#endif

bool Fiber::owns(const void* address) const {
  const auto* const end = state_->stack + guard_bytes + stack_bytes;
  return state_->stack <= address && address < end;
}

Fiber::~Fiber() {
#if defined(__SANITIZE_ADDRESS__)
  // Marks left by old frames must not affect the next ones here.
  __asan_unpoison_memory_region(state_->stack, guard_bytes + stack_bytes);
#endif
  munmap(state_->stack, guard_bytes + stack_bytes);
  delete state_;
}

void Fiber::resume() {
  State& s = *state_;
  starting = state_;
#if defined(__SANITIZE_ADDRESS__)
  void* fake = nullptr;
  __sanitizer_start_switch_fiber(&fake, s.stack + guard_bytes, stack_bytes);
#endif
  switch_to(s.scheduler, s.fiber);
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_finish_switch_fiber(fake, nullptr, nullptr);
#endif
}

void Fiber::yield() {
  State& s = *state_;
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_start_switch_fiber(&s.fake_stack, s.scheduler_stack,
                                 s.scheduler_bytes);
#endif
  switch_to(s.fiber, s.scheduler);
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_finish_switch_fiber(s.fake_stack, &s.scheduler_stack,
                                  &s.scheduler_bytes);
#endif
}

}  // namespace cuda_on_cpu
