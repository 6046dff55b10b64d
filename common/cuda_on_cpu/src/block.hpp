/// Runs kernels: the threads of a block are fibers that take turns, the blocks
/// of a grid run one after another.
#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "cuda_on_cpu/control.h"
#include "cuda_on_cpu/launch.h"
#include "cuda_on_cpu/qualifiers.h"
#include "fiber.hpp"
#include "watch.hpp"

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

  void run(const Call& call, dim3 grid, dim3 block);

  // From within a kernel:
  unsigned thread() const { return current_; }
  const void* kernel() const { return call_->kernel(); }
  void wait_for_block(const void* where);
  std::uint64_t wait_for_warp(const WarpCall& call);
  /// Whether it is the running thread's stack, or the arguments.
  bool owns(const void* address) const;
  /// The running thread and its progress, for an access at `where`.
  Access stamp(const void* where) const;
  /// Blames a line; the kernel goes on, or, after blame(), must leave().
  void report_and_go_on(const std::string& what, const void* where);
  void blame(const std::string& what, const void* where,
             cudaError_t error = cudaErrorLaunchFailure);
  /// The thread ends. What is on its stack is forgotten, not destroyed.
  [[noreturn]] void leave();

  /// True while the code of a kernel runs, and not the runtime's.
  bool in_kernel() const { return in_kernel_; }
  /// While the kernel calls the runtime: its own accesses are not watched.
  class Inside {
   public:
    Inside() : grid_(instance()), before_(grid_.in_kernel_) {
      grid_.in_kernel_ = false;
    }
    ~Inside() { grid_.in_kernel_ = before_; }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

   private:
    Grid& grid_;
    bool before_;
  };

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
  void report_fault(const std::string& what, const void* where, unsigned thread,
                    cudaError_t error = cudaErrorLaunchFailure);
  void resume(Fiber* fiber);
  Fiber* fresh_fiber();
  void arrange(std::vector<unsigned>& turns);
  void set_current(unsigned thread);

  const Call* call_ = nullptr;
  std::vector<Thread> threads_;
  std::vector<std::unique_ptr<Fiber>> fibers_;
  std::vector<std::unique_ptr<Fiber>> retired_;  ///< of a kernel that failed
  std::vector<Fiber*> idle_;
  std::vector<unsigned> starting_;  ///< threads that a fiber may take up
  std::size_t next_start_ = 0;
  Fiber* running_ = nullptr;
  unsigned current_ = 0;
  bool failed_ = false;
  bool in_kernel_ = false;
  std::uint32_t launch_ = 0;              ///< how many there were
  std::uint16_t barriers_ = 0;            ///< that this block has passed
  std::vector<std::uint16_t> syncwarps_;  ///< that each of its warps has
  Order order_ = Order::forward;
  std::minstd_rand random_{1};
};

}  // namespace cuda_on_cpu
