/// Work that is done ahead, while the caller does something else.
#pragma once

#include <atomic>
#include <exception>
#include <functional>
#include <thread>

namespace nn {

/// One task, run again and again on a thread of its own, at most one run at a
/// time. start() and wait() are for one thread, and allocate nothing.
class Prefetch {
 public:
  /// Starts the thread, which sleeps until start().
  explicit Prefetch(std::function<void()> task);
  /// Waits for the run under way, if there is one; what it throws is lost.
  ~Prefetch();
  Prefetch(const Prefetch&) = delete;
  Prefetch& operator=(const Prefetch&) = delete;

  /// Begins a run. None may be under way: call wait() before.
  void start();
  /// Returns when the run has ended, and throws what it threw. Without a run
  /// since the last wait() it returns at once.
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
