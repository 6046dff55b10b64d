// What kernels may do works, in every order of their threads; what they may
// not do is reported with its line.
#include <numeric>

#include "faulty_kernels.hpp"
#include "tools.hpp"

using cuda_on_cpu::checked;
using cuda_on_cpu::Order;

namespace {

constexpr Order orders[] = {Order::forward, Order::reverse, Order::random};

std::vector<float> numbers(std::size_t n) {
  std::vector<float> result(n);
  std::iota(result.begin(), result.end(), 0.0f);
  return result;
}

void expect_fault(const std::string& name, const std::string& words) {
  check_report("faulty_kernels.cu", name, name, words);
}

void expect_none() {
  for (const auto& r : cuda_on_cpu::take_reports())
    BOOST_ERROR(r.text());
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(kernels, Quiet)

BOOST_AUTO_TEST_CASE(shared_memory_and_barrier) {
  for (const Order order : orders) {
    cuda_on_cpu::set_order(order, 7);
    const OnDevice<float> x(numbers(256));
    run(1, 256, reverse, x.get());
    expect_none();
    auto expected = numbers(256);
    std::reverse(expected.begin(), expected.end());
    BOOST_TEST(x.host() == expected, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(warp_functions) {
  for (const Order order : orders) {
    cuda_on_cpu::set_order(order, 7);
    const OnDevice<float> x(numbers(32)), y(1);
    run(1, 32, sum_by_warp, x.get(), y.get());
    expect_none();
    BOOST_TEST(y.host()[0] == 496);
    run(1, 32, half_warps, x.get());
    expect_none();
    BOOST_TEST(x.host()[3] == 120);
    BOOST_TEST(x.host()[20] == 16);
    const OnDevice<int> v(32);
    run(1, 32, vote, v.get());
    expect_none();
    BOOST_TEST(v.host()[0] == 102001);
    BOOST_TEST(v.host()[10] == 112091);
    BOOST_TEST(v.host()[31] == 131301);
  }
}

BOOST_AUTO_TEST_CASE(templates_have_their_own_shared_memory) {
  const OnDevice<float> x(32);
  run(1, 32, fill_from_shared<8>, 8.0f, x.get());
  BOOST_TEST(x.host()[31] == 8);
  run(1, 32, fill_from_shared<16>, 16.0f, x.get());
  BOOST_TEST(x.host()[31] == 16);
  expect_none();
}

BOOST_AUTO_TEST_CASE(atomics_count_all_threads) {
  for (const Order order : orders) {
    cuda_on_cpu::set_order(order, 7);
    const OnDevice<int> n(std::vector<int>{0});
    run(5, 64, count, n.get());
    expect_none();
    BOOST_TEST(n.host()[0] == 320);
  }
}

BOOST_AUTO_TEST_CASE(bytes_side_by_side_are_no_race) {
  const OnDevice<unsigned char> x(64);
  run(1, 64, bytes, x.get());
  expect_none();
  BOOST_TEST(x.host()[63] == 63);
}

// Without watching every access, the order of threads shows it: NaN.
BOOST_AUTO_TEST_CASE(missing_barrier) {
  const OnDevice<float> x(numbers(256));
  run(1, 256, reverse_without_barrier, x.get());
  if (checked()) {
    expect_fault("reverse_without_barrier",
                 "thread 128 reads what thread 127 wrote");
  } else {
    BOOST_TEST(std::isnan(x.host()[0]));
  }
}

BOOST_AUTO_TEST_CASE(overwritten_too_early) {
  if (!checked()) return;
  const OnDevice<float> x(numbers(256));
  run(1, 256, ::overwrite_too_early, x.get());
  expect_fault("overwrite_too_early", "wrote in faulty_kernels.cu");
}

BOOST_AUTO_TEST_CASE(the_last_of_many_readers_writes) {
  if (!checked()) return;
  const OnDevice<float> x(64);
  run(2, 32, ::write_after_readers, x.get());
  expect_fault("write_after_readers", "thread 31 writes what thread");
}

BOOST_AUTO_TEST_CASE(missing_syncwarp) {
  const OnDevice<float> x(numbers(32)), y(1);
  run(1, 32, ::warp_without_syncwarp, x.get(), y.get());
  if (checked()) {
    expect_fault("warp_without_syncwarp", "without a barrier");
  } else {
    BOOST_TEST(y.host()[0] != 496);
  }
}

BOOST_AUTO_TEST_CASE(barriers_that_not_all_reach) {
  run(1, 64, ::divergent_barrier, 40);
  expect_fault("divergent_barrier", "waits for thread 40, which has returned");
  const OnDevice<float> x(64);
  run(1, 64, ::two_barriers, 40, x.get());
  expect_fault("two_barriers", "different __syncthreads()");
  run(1, 64, ::early_return, 63);
  expect_fault("early_return", "waits for thread 63, which has returned");
}

BOOST_AUTO_TEST_CASE(shuffles_that_not_all_reach) {
  const OnDevice<float> x(numbers(32));
  run(1, 32, ::shuffle_in_branch, x.get());
  expect_fault("shuffle_in_branch", "waits for lane 16, which has returned");
  run(1, 32, ::shuffle_behind_barrier, x.get());
  expect_fault("shuffle_behind_barrier", "waits at a __syncthreads()");
  run(1, 32, ::foreign_lane, x.get());
  expect_fault("foreign_lane", "reads lane 16");
  run(1, 32, ::wrong_mask, x.get());
  expect_fault("wrong_mask", "lacks lane 16");
}

BOOST_AUTO_TEST_CASE(out_of_bounds) {
  // A multiple of 16 bytes: the page ends where the memory does.
  const OnDevice<float> x(numbers(100));
  BOOST_TEST(run(1, 32, ::one_too_far, 100, x.get()) ==
             cudaErrorIllegalAddress);
  BOOST_TEST(cudaGetLastError() == cudaErrorIllegalAddress);
  expect_fault("one_too_far",
               "just behind the end of device memory, 400 bytes");
  if (!checked()) return;
  run(1, 32, ::one_too_early, x.get());
  expect_fault("one_too_early", "4 bytes before device memory");
  run(1, 32, ::beyond_shared, x.get());
  expect_fault("beyond_shared", "");
}

BOOST_AUTO_TEST_CASE(freed_memory) {
  float* x = nullptr;
  cudaMalloc(&x, 400);
  cudaFree(x);
  run(1, 32, ::one_too_far, 100, x);
  expect_fault("one_too_far", "freed device memory");
}

BOOST_AUTO_TEST_CASE(host_memory) {
  std::vector<float> host(100);
  if (!checked()) return;
  run(1, 32, ::one_too_far, 100, host.data());
  expect_fault("one_too_far", "memory that is not the device's");
}

BOOST_AUTO_TEST_CASE(memory_that_was_never_written) {
  const OnDevice<float> x(32), y(32);
  run(1, 32, ::never_written, x.get(), y.get());
  if (checked()) {
    expect_fault("never_written", "never written");
    run(1, 32, ::never_written_shared, y.get());
    expect_fault("never_written_shared", "shared memory");
  } else {
    BOOST_TEST(std::isnan(y.host()[0]));
    run(1, 32, ::never_written_shared, y.get());
    BOOST_TEST(std::isnan(y.host()[31]));
  }
}

BOOST_AUTO_TEST_CASE(races_in_device_memory) {
  if (!checked()) return;
  const OnDevice<float> x(numbers(128));
  run(1, 32, ::all_write_one, x.get());
  expect_fault("all_write_one", "thread 1 writes what thread 0 wrote");
  run(2, 64, ::blocks_share, x.get());
  expect_fault("blocks_share", "of block 0");
  const OnDevice<int> n(std::vector<int>{0});
  run(1, 32, ::count_without_atomic, n.get());
  expect_fault("count_without_atomic", "a race");
}

BOOST_AUTO_TEST_CASE(wrong_launches) {
  const OnDevice<int> n(std::vector<int>{0});
  BOOST_TEST(run(1, 1025, count, n.get()) == cudaErrorInvalidConfiguration);
  BOOST_TEST(run(0, 32, count, n.get()) == cudaErrorInvalidConfiguration);
  BOOST_TEST(run(1, 1024, count, n.get()) == cudaSuccess);
}

BOOST_AUTO_TEST_SUITE_END()
