/// Work done ahead of time, while the caller does something else.
#pragma once

#include <atomic>
#include <exception>
#include <functional>
#include <thread>

namespace nn {

/// One task, run repeatedly on its own thread, at most one run at a time. Only
/// one thread may call start() and wait(), which allocate nothing.
class Prefetch {
 public:
  /// Starts the thread, which sleeps until start().
  explicit Prefetch(std::function<void()> task);
  /// Waits for the current run, if there is one; its exception is lost.
  ~Prefetch();
  Prefetch(const Prefetch&) = delete;
  Prefetch& operator=(const Prefetch&) = delete;

  /// Starts a run. None may be in progress: call wait() first.
  void start();
  /// Returns when the run has ended, and rethrows what it threw. Returns at
  /// once if there was no run since the last wait().
  void wait();

 private:
  enum class State : int { idle, running, quit };

  void serve();
  void set(State state);

  std::function<void()> task_;
  std::exception_ptr error_;  // of the last run; read when it has ended
  std::atomic<State> state_{State::idle};
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace nn
