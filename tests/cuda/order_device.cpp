#include "order.hpp"

void set_thread_order(int) {}
