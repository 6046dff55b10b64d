/// Runs kernels: the threads of a block are fibers that take turns, the blocks
/// of a grid run one after another.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "cuda_on_cpu/control.h"
#include "cuda_on_cpu/qualifiers.h"
#include "fiber.hpp"

namespace cuda_on_cpu {

/// What a thread waits for, and what it brings to the other lanes.
struct WarpCall {
  enum class Kind { sync, shuffle, ballot };
  Kind kind = Kind::sync;
  std::uint32_t mask = 0;   ///< the lanes that must come
  std::uint64_t value = 0;  ///< brought, then what is given back
  unsigned source = 0;      ///< of a shuffle: the lane to hear from
  const void* where = nullptr;
};

struct Thread {
  enum class State { ready, at_barrier, at_warp_call, done };
  State state = State::ready;
  Fiber* fiber = nullptr;  ///< null: not started yet
  const void* barrier = nullptr;
  WarpCall call;
};

class Grid {
 public:
  static Grid& instance();

  void run(const void* kernel, dim3 grid, dim3 block,
           const std::function<void()>& call);

  // From within a kernel:
  bool running() const { return running_ != nullptr; }
  unsigned thread() const { return current_; }
  const void* kernel() const { return kernel_; }
  void wait_for_block(const void* where);
  std::uint64_t wait_for_warp(const WarpCall& call);
  /// Ends the kernel here and now.
  [[noreturn]] void fail(const std::string& what, const void* where);

  void set_order(Order order, unsigned seed);

 private:
  static void fiber_main();
  void run_threads();
  void run_block();
  bool run_lanes(unsigned first, unsigned end);
  bool pass_warp_calls(unsigned first, unsigned end);
  bool pass_warp_call(unsigned first, unsigned end, unsigned leader);
  void exchange(unsigned first, std::uint32_t mask, WarpCall::Kind kind);
  bool pass_barrier();
  void report_stuck(unsigned first, unsigned end);
  void report_fault(const std::string& what, const void* where,
                    unsigned thread);
  void resume(Fiber* fiber);
  Fiber* fresh_fiber();
  void arrange(std::vector<unsigned>& turns);
  void set_current(unsigned thread);
  bool failed() const { return failed_; }

  const void* kernel_ = nullptr;
  const std::function<void()>* call_ = nullptr;
  std::vector<Thread> threads_;
  std::vector<std::unique_ptr<Fiber>> fibers_;
  std::vector<std::unique_ptr<Fiber>> retired_;  ///< of a kernel that failed
  std::vector<Fiber*> idle_;
  std::vector<unsigned> starting_;  ///< threads that a fiber may take up
  std::size_t next_start_ = 0;
  Fiber* running_ = nullptr;
  unsigned current_ = 0;
  bool failed_ = false;
  Order order_ = Order::forward;
  std::minstd_rand random_{1};
};

}  // namespace cuda_on_cpu
