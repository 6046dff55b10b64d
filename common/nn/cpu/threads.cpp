#include "nn/cpu/threads.hpp"

namespace nn::cpu {
namespace {
int chosen_threads = 0;
}

void Threads::set_threads(int count) {
  chosen_threads = count;
}

int Threads::threads() {
  return chosen_threads > 0 ? chosen_threads : omp_get_max_threads();
}

}  // namespace nn::cpu
