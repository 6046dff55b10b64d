#include "nn/program/stop.hpp"

#include <atomic>
#include <csignal>
#include <cstddef>

namespace nn {
namespace {

constexpr std::array<int, 3> signals = {SIGINT, SIGTERM, SIGHUP};

// A signal handler may only touch lock-free atomics.
std::atomic<int> stop_signal{0};  // the first
std::atomic<int> living{0};
static_assert(std::atomic<int>::is_always_lock_free);

extern "C" void on_stop_signal(int signal) {
  int none = 0;
  if (stop_signal.compare_exchange_strong(none, signal)) return;
  // Second signal: the default action, as soon as this handler returns.
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

}  // namespace

StopSignal::StopSignal() {
  // A nested StopSignal must not clear a signal that an outer one received.
  if (living++ == 0) stop_signal = 0;
  struct sigaction action {};
  action.sa_handler = on_stop_signal;
  // Reads and writes continue after the first signal.
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

int StopSignal::signal() const {
  return stop_signal;
}

const char* name_of_stop(int signal) {
  if (signal == SIGTERM) return "SIGTERM";
  if (signal == SIGHUP) return "SIGHUP (the terminal was closed)";
  return "Ctrl-C";
}

}  // namespace nn
