// The thread pool: every part once, all done in the end, nesting.
#include "nn/core/threads.hpp"

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <thread>
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

BOOST_AUTO_TEST_CASE(all_parts_are_done_when_parallel_returns) {
  for (int count : {1, 2, 5}) {
    const WithThreads threads(count);
    std::vector<int> parts(static_cast<std::size_t>(count));
    for (int round = 1; round <= 5000; ++round) {
      Threads::parallel([&](Worker worker) { parts[worker.index] = round; });
      for (int part : parts)
        BOOST_REQUIRE(part == round);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_sleeping_thread_holds_nobody_up) {
  // One part takes long; free threads do all the others meanwhile.
  const WithThreads threads(4);
  std::atomic<int> others = 0;
  Threads::parallel([&](Worker worker) {
    if (worker.index > 0) {
      ++others;
      return;
    }
    while (others < 3)
      std::this_thread::yield();
  });
  BOOST_TEST(others == 3);
}

BOOST_AUTO_TEST_CASE(a_parallel_within_a_parallel_is_one_part) {
  const WithThreads threads(3);
  std::atomic<int> inner = 0;
  Threads::parallel([&](Worker) {
    Threads::parallel([&](Worker worker) { inner += worker.count == 1; });
  });
  BOOST_TEST(inner == 3);
}

BOOST_AUTO_TEST_CASE(what_a_worker_throws_belongs_to_the_caller) {
  for (int count : {1, 2, 5}) {
    const WithThreads threads(count);
    for (std::size_t thrower = 0; thrower < static_cast<std::size_t>(count);
         ++thrower) {
      std::atomic<int> others = 0;
      const auto task = [&](Worker worker) {
        if (worker.index == thrower) throw std::runtime_error("worker");
        ++others;
      };
      BOOST_CHECK_THROW(Threads::parallel(task), std::runtime_error);
      BOOST_TEST(others == count - 1);  // all parts have ended
    }
    std::atomic<int> runs = 0;
    Threads::parallel([&](Worker) { ++runs; });
    BOOST_TEST(runs == count);  // and the pool works as before
  }
}

BOOST_AUTO_TEST_CASE(fewer_parts_than_threads) {
  const WithThreads threads(5);
  for (int round = 0; round < 3000; ++round) {
    const std::size_t parts = 1 + static_cast<std::size_t>(round * 7 % 6);
    std::vector<std::atomic<int>> runs(5);
    std::atomic<bool> right = true;
    const auto task = [&](Worker worker) {
      ++runs[worker.index];
      if (worker.count != std::min<std::size_t>(parts, 5)) right = false;
    };
    Threads::parallel(task, parts);
    BOOST_REQUIRE(right);
    for (std::size_t i = 0; i < 5; ++i)
      BOOST_REQUIRE(runs[i] == (i < parts ? 1 : 0));
  }
}
