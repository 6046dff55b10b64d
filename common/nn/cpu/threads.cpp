#include "nn/cpu/threads.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace nn::cpu {
namespace {

/// Looks at `value` for about 20 microseconds, then sleeps until it changes.
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

int core_count() {
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

/// `count` workers: the caller of run() and count - 1 threads of its own.
class Pool {
 public:
  using Task = void (*)(void*, Worker);

  explicit Pool(int count)
      : count_(static_cast<std::size_t>(count)),
        // With more workers than cores, spinning keeps others from working.
        spins_(count <= core_count() ? 1000 : 0) {
    for (std::size_t i = 1; i < count_; ++i)
      threads_.emplace_back([this, i] { serve(i); });
  }

  ~Pool() {
    task_ = nullptr;
    announce();
    for (std::thread& thread : threads_)
      thread.join();
  }

  std::size_t count() const { return count_; }

  void run(Task task, void* argument) {
    task_ = task;
    argument_ = argument;
    announce();
    task(argument, {0, count_});
    barrier();
  }

  /// The last worker to arrive opens it for all.
  void barrier() {
    const unsigned phase = phase_.load(std::memory_order_relaxed);
    if (arrived_.fetch_add(1, std::memory_order_acq_rel) + 1 == count_) {
      arrived_.store(0, std::memory_order_relaxed);
      phase_.store(phase + 1, std::memory_order_release);
      phase_.notify_all();
    } else {
      wait_while(phase_, phase, spins_);
    }
  }

 private:
  void announce() {
    round_.fetch_add(1, std::memory_order_release);
    round_.notify_all();
  }

  void serve(std::size_t index);

  std::size_t count_;
  int spins_;
  Task task_ = nullptr;
  void* argument_ = nullptr;
  // Each on a cache line of its own: they are watched by all workers.
  alignas(64) std::atomic<unsigned> round_{0};
  alignas(64) std::atomic<unsigned> phase_{0};
  alignas(64) std::atomic<std::size_t> arrived_{0};
  std::vector<std::thread> threads_;
};

int chosen_threads = 0;
// Is this thread at work for a parallel()? Alone, or as one of several?
thread_local bool inside = false;
thread_local bool alone = false;

void Pool::serve(std::size_t index) {
  inside = true;
  for (unsigned round = 0;; ++round) {
    wait_while(round_, round, spins_);
    if (task_ == nullptr) return;
    task_(argument_, {index, count_});
    barrier();
  }
}

std::unique_ptr<Pool> pool;
std::mutex pool_mutex;

}  // namespace

void Threads::set_threads(int count) {
  chosen_threads = count;
}

int Threads::threads() {
  return chosen_threads > 0 ? chosen_threads : core_count();
}

void Threads::run(Task task, void* argument) {
  if (inside || threads() == 1) {
    const bool before = std::exchange(alone, true);
    task(argument, {0, 1});
    alone = before;
    return;
  }
  const std::lock_guard lock(pool_mutex);
  if (!pool || pool->count() != static_cast<std::size_t>(threads())) {
    pool.reset();
    pool = std::make_unique<Pool>(threads());
  }
  inside = true;
  pool->run(task, argument);
  inside = false;
}

void Threads::barrier() {
  if (!alone) pool->barrier();
}

}  // namespace nn::cpu
