// Work done ahead on another thread: once per start, errors included, to its
// end.
#include "nn/data/prefetch.hpp"

#include <chrono>

#include <boost/test/unit_test.hpp>

#include "nn/core/error.hpp"

BOOST_AUTO_TEST_CASE(it_runs_once_for_each_start) {
  int runs = 0;
  nn::Prefetch prefetch([&] { ++runs; });
  prefetch.wait();
  BOOST_TEST(runs == 0);
  for (int i = 1; i <= 1000; ++i) {
    prefetch.start();
    prefetch.wait();
    BOOST_REQUIRE(runs == i);
  }
  prefetch.wait();
  BOOST_TEST(runs == 1000);
}

BOOST_AUTO_TEST_CASE(the_caller_works_on_meanwhile) {
  std::atomic<bool> go = false;
  int runs = 0;
  nn::Prefetch prefetch([&] {
    go.wait(false);
    ++runs;
  });
  prefetch.start();  // would never return if it waited for the run
  go = true;
  go.notify_all();
  prefetch.wait();
  BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(what_a_run_throws_comes_out_of_wait) {
  bool fails = true;
  nn::Prefetch prefetch([&] {
    if (fails) throw nn::DataError("the batch is broken");
  });
  prefetch.start();
  BOOST_CHECK_EXCEPTION(prefetch.wait(), nn::DataError, [](const auto& error) {
    return std::string(error.what()) == "the batch is broken";
  });
  BOOST_CHECK_NO_THROW(prefetch.wait());  // once
  fails = false;
  prefetch.start();
  BOOST_CHECK_NO_THROW(prefetch.wait());
}

BOOST_AUTO_TEST_CASE(its_end_waits_for_the_run) {
  std::atomic<bool> ended = false;
  {
    nn::Prefetch prefetch([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      ended = true;
      throw nn::DataError("nobody asks any more");
    });
    prefetch.start();
  }
  BOOST_TEST(ended);
}
