// Barriers, and what the lanes of a warp do together.
#include <algorithm>

#include "block.hpp"
#include "cuda_on_cpu/device_functions.h"
#include "source_line.hpp"

namespace cuda_on_cpu {
namespace {

// The compiler may copy a call: two addresses can be one line of the source.
bool same_line(const void* a, const void* b) {
  return a == b || source_line(a) == source_line(b);
}

std::uint32_t lanes(unsigned first, unsigned end) {
  return end - first == 32 ? ~0u : (1u << (end - first)) - 1;
}

std::string hex(std::uint32_t mask) {
  char text[16];
  std::snprintf(text, sizeof text, "0x%x", mask);
  return text;
}

}  // namespace

std::uint64_t Grid::wait_for_warp(const WarpCall& call) {
  const Inside inside;
  Thread& self = threads_[current_];
  const unsigned lane = current_ % 32;
  if ((call.mask >> lane & 1) == 0) {
    blame("the mask " + hex(call.mask) + " of a warp function lacks lane " +
              std::to_string(lane) + ", which calls it",
          call.where);
    leave();
  }
  self.state = Thread::State::at_warp_call;
  self.call = call;
  running_->yield();
  return self.call.value;
}

// Lets every complete group of lanes go on. False: there was none.
bool Grid::pass_warp_calls(unsigned first, unsigned end) {
  bool passed = false;
  for (unsigned t = first; t < end && !failed_; ++t) {
    if (threads_[t].state == Thread::State::at_warp_call) {
      passed = pass_warp_call(first, end, t) || passed;
    }
  }
  if (!passed && !failed_) report_stuck(first, end);
  return passed && !failed_;
}

// The group of lanes that thread `leader` names: are all of them here?
bool Grid::pass_warp_call(unsigned first, unsigned end, unsigned leader) {
  const WarpCall call = threads_[leader].call;
  const std::uint32_t mask = call.mask & lanes(first, end);
  for (unsigned t = first; t < end; ++t) {
    if ((mask >> (t - first) & 1) == 0) continue;
    const Thread& other = threads_[t];
    if (other.state != Thread::State::at_warp_call ||
        other.call.kind != call.kind || other.call.mask != call.mask) {
      return false;
    }
  }
  for (unsigned t = first; t < end; ++t) {
    if ((mask >> (t - first) & 1) != 0 &&
        !same_line(threads_[t].call.where, call.where)) {
      report_fault(
          "lanes of a warp meet at different warp functions, here "
          "and in line " +
              std::to_string(source_line(call.where).line),
          threads_[t].call.where, t);
      return false;
    }
  }
  exchange(first, mask, call.kind);
  if (call.kind == WarpCall::Kind::sync) ++syncwarps_[first / 32];
  return true;
}

void Grid::exchange(unsigned first, std::uint32_t mask, WarpCall::Kind kind) {
  std::uint64_t given[32] = {}, votes = 0;
  for (unsigned i = 0; i < 32; ++i) {
    if ((mask >> i & 1) == 0) continue;
    given[i] = threads_[first + i].call.value;
    if (given[i] != 0) votes |= std::uint64_t{1} << i;
  }
  for (unsigned i = 0; i < 32; ++i) {
    if ((mask >> i & 1) == 0) continue;
    Thread& t = threads_[first + i];
    t.state = Thread::State::ready;
    if (kind == WarpCall::Kind::ballot) t.call.value = votes;
    if (kind != WarpCall::Kind::shuffle) continue;
    if ((mask >> (t.call.source % 32) & 1) == 0) {
      report_fault("a shuffle reads lane " + std::to_string(t.call.source) +
                       ", which its mask does not name",
                   t.call.where, first + i);
      return;
    }
    t.call.value = given[t.call.source % 32];
  }
}

// No lane of the warp can go on without another warp: is that legal?
void Grid::report_stuck(unsigned first, unsigned end) {
  for (unsigned t = first; t < end; ++t) {
    const WarpCall& call = threads_[t].call;
    if (threads_[t].state != Thread::State::at_warp_call) continue;
    for (unsigned u = first; u < end; ++u) {
      if ((call.mask >> (u - first) & 1) == 0) continue;
      const auto state = threads_[u].state;
      if (state == Thread::State::at_warp_call && u != t &&
          threads_[u].call.mask == call.mask &&
          threads_[u].call.kind == call.kind) {
        continue;
      }
      if (u == t) continue;
      report_fault("a warp function waits for lane " +
                       std::to_string(u - first) +
                       (state == Thread::State::done ? ", which has returned"
                        : state == Thread::State::at_barrier
                            ? ", which waits at a __syncthreads()"
                            : ", which waits at another one"),
                   call.where, t);
      return;
    }
  }
}

// All threads wait at one barrier: they may go on. False: the block is over.
bool Grid::pass_barrier() {
  const auto done = [](const Thread& t) {
    return t.state == Thread::State::done;
  };
  const auto waiting = std::find_if_not(threads_.begin(), threads_.end(), done);
  if (waiting == threads_.end()) return false;
  for (Thread& t : threads_) {
    const auto index = static_cast<unsigned>(&t - threads_.data());
    if (done(t)) {
      report_fault("__syncthreads() waits for thread " + std::to_string(index) +
                       ", which has returned",
                   waiting->barrier,
                   static_cast<unsigned>(waiting - threads_.begin()));
      return false;
    }
    if (!same_line(t.barrier, waiting->barrier)) {
      report_fault(
          "threads of a block wait at different __syncthreads(), here "
          "and in line " +
              std::to_string(source_line(waiting->barrier).line),
          t.barrier, index);
      return false;
    }
  }
  for (Thread& t : threads_)
    t.state = Thread::State::ready;
  ++barriers_;
  return true;
}

unsigned lane() {
  return Grid::instance().thread() % 32;
}

std::uint64_t shuffle(unsigned mask, std::uint64_t bits, unsigned source) {
  return Grid::instance().wait_for_warp({WarpCall::Kind::shuffle, mask, bits,
                                         source, __builtin_return_address(0)});
}

}  // namespace cuda_on_cpu

void __syncwarp(unsigned mask) {
  using namespace cuda_on_cpu;
  Grid::instance().wait_for_warp(
      {WarpCall::Kind::sync, mask, 0, 0, __builtin_return_address(0)});
}

unsigned __ballot_sync(unsigned mask, int predicate) {
  using namespace cuda_on_cpu;
  return static_cast<unsigned>(Grid::instance().wait_for_warp(
      {WarpCall::Kind::ballot, mask, predicate != 0, 0,
       __builtin_return_address(0)}));
}
