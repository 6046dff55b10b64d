#include "nn/data/prefetch.hpp"

#include <utility>

namespace nn {

Prefetch::Prefetch(std::function<void()> task)
    : task_(std::move(task)), thread_([this] { serve(); }) {}

Prefetch::~Prefetch() {
  state_.wait(State::running, std::memory_order_acquire);
  set(State::quit);
  thread_.join();
}

void Prefetch::start() {
  set(State::running);
}

void Prefetch::wait() {
  state_.wait(State::running, std::memory_order_acquire);
  if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
}

void Prefetch::set(State state) {
  state_.store(state, std::memory_order_release);
  state_.notify_all();
}

void Prefetch::serve() {
  for (;;) {
    state_.wait(State::idle, std::memory_order_acquire);
    if (state_.load(std::memory_order_acquire) == State::quit) return;
    try {
      task_();
    } catch (...) {
      error_ = std::current_exception();
    }
    set(State::idle);
  }
}

}  // namespace nn
