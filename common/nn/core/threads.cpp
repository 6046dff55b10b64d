#include "nn/core/threads.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "nn/core/error.hpp"
#include "nn/core/processors.hpp"

namespace nn::cpu {
namespace {

/// Spins on `value` for some 50 microseconds, then sleeps until it changes.
template <class T>
void wait_while(const std::atomic<T>& value, T old, int spins) {
  for (int i = 0; i < spins; ++i) {
    if (value.load(std::memory_order_acquire) != old) return;
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
  }
  value.wait(old, std::memory_order_acquire);
}

/// The default limit: a batch has sixteen parts, so more would have no work.
constexpr int most_by_default = 16;

/// Multiply-adds that each thread gets at least, some 10 us of work. A second
/// thread that still spins pays off below that, one that has fallen asleep only
/// from twice as many on (docs/measured/threads.txt).
constexpr double least_work = 1e6;

/// `count` parts of work at a time, for the caller of run() and count - 1
/// threads of the pool.
// Padding is what keeps the atomics on cache lines of their own.
// NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding)
class Pool {
 public:
  using Task = void (*)(void*, Worker);

  explicit Pool(int count)
      : count_(static_cast<std::uint32_t>(count)),
        // With more threads than cores, spinning keeps others from working.
        spins_(count <= Threads::processors() ? 4000 : 0),
        taken_(count_) {
    try {
      start_threads();
    } catch (...) {
      end_threads();  // an unjoined thread terminates the program
      throw;
    }
  }

  ~Pool() { end_threads(); }

  std::uint32_t count() const { return count_; }

  void run(Task task, void* argument, std::uint32_t parts) {
    task_ = task;
    argument_ = argument;
    parts_ = parts;
    // Parts beyond this round's count are marked as taken.
    const std::uint32_t round = round_.load(std::memory_order_relaxed) + 1;
    for (std::uint32_t i = parts; i < count_; ++i)
      taken_[i].store(round, std::memory_order_relaxed);
    done_.store(0, std::memory_order_relaxed);
    work(0, announce());
    for (std::uint32_t done;
         (done = done_.load(std::memory_order_acquire)) < parts_;)
      wait_while(done_, done, spins_);
    if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
  }

 private:
  void start_threads() {
    threads_.reserve(count_ - 1);
    for (std::uint32_t i = 1; i < count_; ++i)
      start_thread(i);
  }

  void start_thread(std::uint32_t i) {
    try {
      threads_.emplace_back([this, i] { serve(i); });
    } catch (const std::system_error& error) {
      throw Error(fmt::format(
          "only {0} of {1} threads could be started ({2}): ask for fewer "
          "(--threads {0}), or raise the limit (ulimit -u, ulimit -v)",
          i, count_, error.code().message()));
    }
  }

  void end_threads() {
    ends_ = true;
    announce();
    for (std::thread& thread : threads_)
      thread.join();
  }

  std::uint32_t announce() {
    const std::uint32_t round = round_.fetch_add(1, std::memory_order_release);
    // Spinning threads notice by themselves; of the sleeping ones, only as many
    // are woken as there are parts.
    if (ends_ || parts_ == count_)
      round_.notify_all();
    else
      for (std::uint32_t i = 1; i < parts_; ++i)
        round_.notify_one();
    return round + 1;
  }

  /// Does this thread's own part, whose data may still be in its cache, then
  /// all parts that no other thread has taken. task_ stays valid for a part
  /// that has been taken: run() does not return before it is done.
  void work(std::uint32_t own, std::uint32_t round) {
    for (std::uint32_t i = 0; i < count_; ++i) {
      const std::uint32_t part = (own + i) % count_;
      std::uint32_t before = round - 1;  // the round it was taken in last
      if (!taken_[part].compare_exchange_strong(before, round,
                                                std::memory_order_acq_rel))
        continue;
      const std::uint32_t parts = parts_;  // must not be read after the last
      run_part({part, parts});
      if (done_.fetch_add(1, std::memory_order_acq_rel) + 1 == parts)
        done_.notify_one();
    }
  }

  /// run() rethrows what a part throws. Only the first exception is kept: it
  /// may have caused the others.
  void run_part(Worker part) {
    try {
      task_(argument_, part);
    } catch (...) {
      const std::lock_guard lock(error_mutex_);
      if (!error_) error_ = std::current_exception();
    }
  }

  void serve(std::uint32_t own);

  std::uint32_t count_;
  std::uint32_t parts_ = 0;  // of this round, at most count_
  int spins_;
  Task task_ = nullptr;
  void* argument_ = nullptr;
  bool ends_ = false;
  std::mutex error_mutex_;
  std::exception_ptr error_;  // of this round
  // Each on its own cache line: all threads poll them.
  alignas(64) std::atomic<std::uint32_t> round_{0};
  alignas(64) std::atomic<std::uint32_t> done_{0};
  std::vector<std::atomic<std::uint32_t>> taken_;  // the round, for each part
  std::vector<std::thread> threads_;
};

int chosen_threads = 0;
thread_local bool inside = false;  // this thread is working on a part

struct Inside {
  Inside() { inside = true; }
  ~Inside() { inside = false; }
};

void Pool::serve(std::uint32_t own) {
  inside = true;
  for (;;) {
    const std::uint32_t round = round_.load(std::memory_order_acquire);
    if (ends_) return;
    if (round > 0) work(own, round);
    wait_while(round_, round, spins_);
  }
}

std::unique_ptr<Pool> pool;
std::mutex pool_mutex;

}  // namespace

void Threads::set_threads(int count) {
  chosen_threads = count;
}

int Threads::threads() {
  return chosen_threads > 0 ? chosen_threads
                            : std::min(processors(), most_by_default);
}

int Threads::processors() {
  // Computed once: the answer comes from files of the kernel.
  static const int count = usable_processors();
  return count;
}

std::size_t Threads::fed_by(double work) {
  const auto most = static_cast<double>(threads());
  return static_cast<std::size_t>(std::clamp(work / least_work, 1.0, most));
}

void Threads::run(Task task, void* argument, std::size_t most) {
  const std::size_t parts = std::min(most, static_cast<std::size_t>(threads()));
  if (inside || parts <= 1) {
    task(argument, {0, 1});
    return;
  }
  const std::lock_guard lock(pool_mutex);
  if (!pool || pool->count() != static_cast<std::uint32_t>(threads())) {
    pool.reset();
    pool = std::make_unique<Pool>(threads());
  }
  const Inside here;
  pool->run(task, argument, static_cast<std::uint32_t>(parts));
}

}  // namespace nn::cpu
