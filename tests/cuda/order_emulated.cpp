#include "cuda_on_cpu/control.h"
#include "order.hpp"

void set_thread_order(int order) {
  using cuda_on_cpu::Order;
  constexpr Order orders[] = {Order::forward, Order::reverse, Order::random};
  cuda_on_cpu::set_order(orders[order % 3]);
}

int faults_found() {
  return static_cast<int>(cuda_on_cpu::take_reports().size());
}
