/// A fiber: a function with its own stack that can yield and resume.
#pragma once

#include <cstddef>

namespace cuda_on_cpu {

class Fiber {
 public:
  /// `entry` must never return: it ends in a last yield().
  explicit Fiber(void (*entry)());
  ~Fiber();
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  /// Runs the fiber until it yields. Not from within a fiber.
  void resume();
  /// From within: back to the caller of resume().
  void yield();
  /// Whether an address is on its stack.
  bool owns(const void* address) const;

  struct State;

 private:
  static void first_run();
  State* state_;
};

}  // namespace cuda_on_cpu
