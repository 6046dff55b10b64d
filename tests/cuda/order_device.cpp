#include "order.hpp"

void set_thread_order(int) {}

int faults_found() {
  return 0;
}
