#include "nn/support/stop.hpp"

#include <atomic>
#include <csignal>
#include <cstddef>

namespace nn {
namespace {

constexpr std::array<int, 2> signals = {SIGINT, SIGTERM};

// A signal handler may touch lock-free atomics only.
std::atomic<bool> stop_requested{false};
std::atomic<int> living{0};
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void on_stop_signal(int signal) {
  if (!stop_requested.exchange(true)) return;
  // The second time: the default action, as soon as this handler returns.
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

}  // namespace

StopSignal::StopSignal() {
  // An inner one must not forget what an outer one was told.
  if (living++ == 0) stop_requested = false;
  struct sigaction action {};
  action.sa_handler = on_stop_signal;
  // Reading and writing go on after the first signal.
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (std::size_t i = 0; i < signals.size(); ++i) {
    sigaction(signals[i], nullptr, &saved_[i]);
    if (saved_[i].sa_handler != SIG_IGN)
      sigaction(signals[i], &action, nullptr);
  }
}

StopSignal::~StopSignal() {
  for (std::size_t i = 0; i < signals.size(); ++i)
    sigaction(signals[i], &saved_[i], nullptr);
  --living;
}

bool StopSignal::requested() const {
  return stop_requested;
}

}  // namespace nn
