#include "nn/cpu/threads.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace nn::cpu {
namespace {

/// Looks at `value` for some 50 microseconds, then sleeps until it changes.
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
  // Asked once: the answer comes from a file of the kernel's.
  static const int count =
      std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  return count;
}

/// `count` parts of work at a time, for the caller of run() and count - 1
/// threads of the pool.
class Pool {
 public:
  using Task = void (*)(void*, Worker);

  explicit Pool(int count)
      : count_(static_cast<std::uint32_t>(count)),
        // With more threads than cores, spinning keeps others from working.
        spins_(count <= core_count() ? 4000 : 0),
        taken_(count_) {
    for (std::uint32_t i = 1; i < count_; ++i)
      threads_.emplace_back([this, i] { serve(i); });
  }

  ~Pool() {
    ends_ = true;
    announce();
    for (std::thread& thread : threads_)
      thread.join();
  }

  std::uint32_t count() const { return count_; }

  void run(Task task, void* argument) {
    task_ = task;
    argument_ = argument;
    done_.store(0, std::memory_order_relaxed);
    work(0, announce());
    for (std::uint32_t done;
         (done = done_.load(std::memory_order_acquire)) < count_;)
      wait_while(done_, done, spins_);
  }

 private:
  std::uint32_t announce() {
    const std::uint32_t round = round_.fetch_add(1, std::memory_order_release);
    round_.notify_all();
    return round + 1;
  }

  /// Does this thread's own part, whose data its cache may still have, then
  /// all parts that nobody has taken yet. Whoever has taken one can rely on
  /// task_: run() does not return before that part is done.
  void work(std::uint32_t own, std::uint32_t round) {
    for (std::uint32_t i = 0; i < count_; ++i) {
      const std::uint32_t part = (own + i) % count_;
      std::uint32_t before = round - 1;  // the round it was taken in last
      if (!taken_[part].compare_exchange_strong(before, round,
                                                std::memory_order_acq_rel))
        continue;
      task_(argument_, {part, count_});
      if (done_.fetch_add(1, std::memory_order_acq_rel) + 1 == count_)
        done_.notify_one();
    }
  }

  void serve(std::uint32_t own);

  std::uint32_t count_;
  int spins_;
  Task task_ = nullptr;
  void* argument_ = nullptr;
  bool ends_ = false;
  // Each on a cache line of its own: they are watched by all threads.
  alignas(64) std::atomic<std::uint32_t> round_{0};
  alignas(64) std::atomic<std::uint32_t> done_{0};
  std::vector<std::atomic<std::uint32_t>> taken_;  // the round, for each part
  std::vector<std::thread> threads_;
};

int chosen_threads = 0;
thread_local bool inside = false;  // this thread works on a part

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
  return chosen_threads > 0 ? chosen_threads : core_count();
}

void Threads::run(Task task, void* argument) {
  if (inside || threads() == 1) {
    task(argument, {0, 1});
    return;
  }
  const std::lock_guard lock(pool_mutex);
  if (!pool || pool->count() != static_cast<std::uint32_t>(threads())) {
    pool.reset();
    pool = std::make_unique<Pool>(threads());
  }
  inside = true;
  pool->run(task, argument);
  inside = false;
}

}  // namespace nn::cpu
