#include "block.hpp"

#include <algorithm>

#include "report.hpp"
#include "shared_memory.hpp"
#include "traffic.hpp"

namespace cuda_on_cpu {

namespace {

unsigned block_number() {
  return (blockIdx.z * gridDim.y + blockIdx.y) * gridDim.x + blockIdx.x;
}

std::string place(unsigned thread) {
  return " (block " + std::to_string(block_number()) + ", thread " +
         std::to_string(thread) + ")";
}

}  // namespace

Grid& Grid::instance() {
  static Grid grid;
  return grid;
}

void Grid::set_order(Order order, unsigned seed) {
  order_ = order;
  random_.seed(seed);
}

void Grid::arrange(std::vector<unsigned>& turns) {
  if (order_ == Order::reverse) std::reverse(turns.begin(), turns.end());
  if (order_ == Order::random) {
    std::shuffle(turns.begin(), turns.end(), random_);
  }
}

void Grid::run(const Call& call, dim3 grid, dim3 block) {
  call_ = &call;
  failed_ = false;
  ++launch_;
  count_launch(call.kernel());
  gridDim = grid;
  blockDim = block;
  threads_.resize(block.x * block.y * block.z);
  for (unsigned z = 0; z < grid.z; ++z) {
    for (unsigned y = 0; y < grid.y; ++y) {
      for (unsigned x = 0; x < grid.x; ++x) {
        blockIdx = {x, y, z};
        run_block();
      }
    }
  }
}

void Grid::run_block() {
  if (failed_) return;
  const auto count = static_cast<unsigned>(threads_.size());
  std::vector<unsigned> warps;
  for (unsigned first = 0; first < count; first += 32)
    warps.push_back(first);
  poison_shared_memory();
  barriers_ = 0;
  syncwarps_.assign(warps.size(), 0);
  std::fill(threads_.begin(), threads_.end(), Thread{});
  do {
    arrange(warps);
    for (const unsigned first : warps) {  // each as far as it gets alone
      const unsigned end = std::min(first + 32, count);
      do {
        if (!run_lanes(first, end) || failed_) break;
      } while (pass_warp_calls(first, end));
      if (failed_) return;
    }
  } while (pass_barrier());
  count_block_end();
}

// Runs the lanes of a warp that may go on, each to its next wait or its end.
bool Grid::run_lanes(unsigned first, unsigned end) {
  std::vector<unsigned> waiting;
  starting_.clear();
  for (unsigned t = first; t < end; ++t) {
    if (threads_[t].state != Thread::State::ready) continue;
    (threads_[t].fiber != nullptr ? waiting : starting_).push_back(t);
  }
  if (starting_.empty() && waiting.empty()) return false;
  arrange(starting_);
  arrange(waiting);
  next_start_ = 0;
  while (next_start_ < starting_.size() && !failed_)
    resume(fresh_fiber());
  for (const unsigned t : waiting) {
    if (failed_) break;
    set_current(t);
    resume(threads_[t].fiber);
  }
  return true;
}

// A thread that never waits costs no switch: its fiber takes the next one.
void Grid::fiber_main() {
  Grid& grid = instance();
  for (;;) {
    while (grid.next_start_ < grid.starting_.size()) {
      const unsigned thread = grid.starting_[grid.next_start_++];
      Fiber* const self = grid.running_;
      grid.threads_[thread].fiber = self;
      grid.set_current(thread);
      grid.in_kernel_ = true;
      grid.call_->run();
      grid.in_kernel_ = false;
      grid.threads_[thread].state = Thread::State::done;
    }
    grid.idle_.push_back(grid.running_);
    grid.running_->yield();
  }
}

Fiber* Grid::fresh_fiber() {
  if (idle_.empty()) {
    fibers_.push_back(std::make_unique<Fiber>(&Grid::fiber_main));
    return fibers_.back().get();
  }
  Fiber* const fiber = idle_.back();
  idle_.pop_back();
  return fiber;
}

void Grid::resume(Fiber* fiber) {
  running_ = fiber;
  fiber->resume();
  running_ = nullptr;
}

void Grid::set_current(unsigned thread) {
  current_ = thread;
  threadIdx = {thread % blockDim.x, thread / blockDim.x % blockDim.y,
               thread / (blockDim.x * blockDim.y)};
}

void Grid::wait_for_block(const void* where) {
  const Inside inside;
  Thread& self = threads_[current_];
  self.state = Thread::State::at_barrier;
  self.barrier = where;
  running_->yield();
}

void Grid::blame(const std::string& what, const void* where,
                 cudaError_t error) {
  in_kernel_ = false;
  report_fault(what, where, current_, error);
}

void Grid::leave() {
  running_->yield();  // never to be resumed
  __builtin_unreachable();
}

void Grid::report_and_go_on(const std::string& what, const void* where) {
  report(what + place(current_), where, kernel());
}

void Grid::report_fault(const std::string& what, const void* where,
                        unsigned thread, cudaError_t error) {
  failed_ = true;
  stop_device();
  report(what + place(thread), where, kernel(), error);
  // What the fibers were doing is over; new ones begin afresh.
  idle_.clear();
  retired_ = std::move(fibers_);
  fibers_.clear();
}

bool Grid::owns(const void* address) const {
  return running_->owns(address) || call_->owns(address);
}

Access Grid::stamp(const void* where) const {
  return {.where = where,
          .launch = launch_,
          .block = block_number(),
          .barrier = barriers_,
          .syncwarp = syncwarps_[current_ / 32],
          .thread = static_cast<std::uint16_t>(current_)};
}

}  // namespace cuda_on_cpu

void __syncthreads() {
  cuda_on_cpu::Grid::instance().wait_for_block(__builtin_return_address(0));
}

void cuda_on_cpu::set_order(Order order, unsigned seed) {
  Grid::instance().set_order(order, seed);
}
