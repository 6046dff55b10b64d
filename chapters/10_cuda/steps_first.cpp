// What a thread is, and when its work is done.
#include "examples.hpp"
#include "first.hpp"
#include "report.hpp"
#include "steps.hpp"

namespace chapter10 {

void one_thread_one_number() {
  nn::heading("One thread, one number");
  constexpr int n = 10, threads = 4;
  const arma::fvec x = arma::regspace<arma::fvec>(1, n);
  arma::fvec y(n, arma::fill::value(0.5f));
  const DeviceArray dx(x.memptr(), n), dy(y.memptr(), n);
  add_scaled(n, 2, dx.data(), dy.data(), threads);
  dy.to_host(y.memptr());

  arma::Col<int> block(n), thread(n);
  const DeviceArray<int> db(n), dt(n);
  who_am_i(n, db.data(), dt.data(), threads);
  db.to_host(block.memptr());
  dt.to_host(thread.memptr());

  const auto as_real = [](const auto& v) {
    return arma::conv_to<arma::mat>::from(v);
  };
  fmt::print("  blockIdx.x    {}\n", nn::numbers(as_real(block), 0, 5));
  fmt::print("  threadIdx.x   {}\n", nn::numbers(as_real(thread), 0, 5));
  fmt::print("  x             {}\n", nn::numbers(as_real(x), 0, 5));
  fmt::print("  0.5 + 2 x     {}\n", nn::numbers(as_real(y), 1, 5));
  fmt::print("  {} blocks of {} threads: {} of them have nothing to do\n",
             blocks_for(n, threads), threads,
             static_cast<int>(blocks_for(n, threads)) * threads - n);
}

namespace {

/// One number in pinned memory: the device can copy to it on its own.
struct Pinned {
  float* value = nullptr;
  Pinned() { check(cudaMallocHost(&value, sizeof(float))); }
  ~Pinned() { cudaFreeHost(value); }
};

}  // namespace

void work_that_is_queued() {
  nn::heading("Work that is queued");
  const float one = 1;
  const DeviceArray x(&one, 1), y(&one, 1);
  const Pinned result;
  *result.value = 0;
  // #region queued
  add_scaled(1, 2, x.data(), y.data(), 32);  // y = 1 + 2
  check(cudaMemcpyAsync(result.value, y.data(), sizeof(float),
                        cudaMemcpyDeviceToHost));
  float early = -1;
  const auto faults = faults_of([&] { early = *result.value; });
  const float late = *result.value;  // faults_of() has waited
  // #endregion queued
  fmt::print("  y read at once                   {}\n", early);
  fmt::print("  read after cudaDeviceSynchronize {}\n", late);
  fmt::print("What the runtime says:\n");
  for (const auto& fault : faults)
    print_wrapped(fault);
}

}  // namespace chapter10
