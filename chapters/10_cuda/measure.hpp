/// What the kernels of a run moved, and the errors that the runtime found.
#pragma once

#include <vector>

#include "nn/core/armadillo.hpp"

#include "cuda_on_cpu/control.h"
#include "device.hpp"

namespace chapter10 {

using cuda_on_cpu::Order;
using cuda_on_cpu::Traffic;

inline constexpr Order orders[] = {Order::forward, Order::reverse,
                                   Order::random};

/// The traffic of all kernels that f() launches.
template <class F>
Traffic traffic_of(F f) {
  cuda_on_cpu::count_traffic(true);
  f();
  check(cudaDeviceSynchronize());
  cuda_on_cpu::count_traffic(false);
  Traffic all;
  for (const auto& [kernel, t] : cuda_on_cpu::traffic()) {
    all.device_read += t.device_read;
    all.device_written += t.device_written;
    all.shared_read += t.shared_read;
    all.shared_written += t.shared_written;
    all.sectors += t.sectors;
  }
  return all;
}

using Multiply = void (*)(int, int, int, const float*, const float*, float*);
using Softmax = void (*)(int, int, const float*, float*);
using Sum = void (*)(int, const float*, float*);

/// One of the products, softmaxes or sums; to the device and back.
inline arma::fmat multiplied(Multiply multiply, const arma::fmat& A,
                             const arma::fmat& B) {
  const DeviceArray a(A.memptr(), A.n_elem), b(B.memptr(), B.n_elem);
  arma::fmat C(A.n_rows, B.n_cols);
  const DeviceArray<float> c(C.n_elem);
  multiply(static_cast<int>(C.n_rows), static_cast<int>(C.n_cols),
           static_cast<int>(A.n_cols), a.data(), b.data(), c.data());
  c.to_host(C.memptr());
  return C;
}

inline arma::fmat softmax_of(Softmax softmax, const arma::fmat& Z) {
  const DeviceArray z(Z.memptr(), Z.n_elem);
  const DeviceArray<float> y(Z.n_elem);
  softmax(static_cast<int>(Z.n_rows), static_cast<int>(Z.n_cols), z.data(),
          y.data());
  arma::fmat Y(arma::size(Z));
  y.to_host(Y.memptr());
  return Y;
}

inline float sum_of(Sum sum, const arma::fvec& X) {
  const DeviceArray x(X.memptr(), X.n_elem);
  const DeviceArray<float> y(1);
  sum(static_cast<int>(X.n_elem), x.data(), y.data());
  float result = 0;
  y.to_host(&result);
  return result;
}

/// The result of f() with the threads in a given order.
template <class F>
auto in_order(Order order, F f) {
  cuda_on_cpu::set_order(order, 1);
  const auto result = f();
  cuda_on_cpu::set_order(Order::forward);
  return result;
}

/// The errors found in the work that f() starts: one line each.
template <class F>
std::vector<std::string> faults_of(F f) {
  cuda_on_cpu::print_reports(false);
  f();
  static_cast<void>(cudaDeviceSynchronize());  // its error is what we expect
  std::vector<std::string> lines;
  for (const auto& report : cuda_on_cpu::take_reports())
    lines.push_back(report.text());
  cuda_on_cpu::print_reports(true);
  return lines;
}

}  // namespace chapter10
