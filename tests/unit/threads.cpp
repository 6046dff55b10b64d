// The thread pool: every worker once, barriers that hold, nesting.
#include "nn/cpu/threads.hpp"

#include <atomic>
#include <numeric>
#include <vector>

#include <boost/test/unit_test.hpp>

using nn::Worker;
using nn::cpu::Threads;

namespace {
struct WithThreads {
  explicit WithThreads(int count) { Threads::set_threads(count); }
  ~WithThreads() { Threads::set_threads(0); }
};
}  // namespace

BOOST_AUTO_TEST_CASE(shares_make_up_the_whole) {
  for (std::size_t n : {0, 1, 2, 5, 64, 1001})
    for (std::size_t count : {1, 2, 3, 7}) {
      std::size_t next = 0;
      for (std::size_t i = 0; i < count; ++i) {
        const nn::Range share = Worker{i, count}.share(n);
        BOOST_TEST(share.begin == next);
        BOOST_TEST(share.size() * count + count > n);
        BOOST_TEST(share.size() <= n / count + 1);
        next = share.end;
      }
      BOOST_TEST(next == n);
    }
}

BOOST_AUTO_TEST_CASE(every_worker_runs_once_in_every_round) {
  for (int count : {1, 2, 3, 8}) {
    const WithThreads threads(count);
    std::vector<std::atomic<int>> runs(static_cast<std::size_t>(count));
    for (int round = 1; round <= 2000; ++round) {
      Threads::parallel([&](Worker worker) { ++runs[worker.index]; });
      for (auto& n : runs)
        BOOST_REQUIRE(n == round);
    }
  }
}

BOOST_AUTO_TEST_CASE(nobody_passes_a_barrier_before_all_have_come) {
  for (int count : {1, 2, 5}) {
    const WithThreads threads(count);
    std::atomic<int> arrived = 0;
    std::atomic<bool> early = false;
    for (int round = 0; round < 500; ++round) {
      arrived = 0;
      Threads::parallel([&](Worker) {
        for (int wave = 1; wave <= 3; ++wave) {
          ++arrived;
          Threads::barrier();
          if (arrived < wave * count) early = true;
          Threads::barrier();
        }
      });
    }
    BOOST_TEST(!early);
    BOOST_TEST(arrived == 3 * count);
  }
}

BOOST_AUTO_TEST_CASE(a_parallel_within_a_parallel_is_done_by_one_worker) {
  const WithThreads threads(3);
  std::atomic<int> inner = 0;
  Threads::parallel([&](Worker) {
    Threads::parallel([&](Worker worker) {
      if (worker.count == 1) ++inner;
      Threads::barrier();  // of one worker: must not wait for the others
    });
    Threads::barrier();
  });
  BOOST_TEST(inner == 3);
}
