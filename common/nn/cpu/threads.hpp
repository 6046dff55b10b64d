/// The one thread pool: OpenMP's.
#pragma once

#include <omp.h>

#include "nn/support/parallel.hpp"

namespace nn::cpu {

struct Threads {
  /// How many threads parallel() uses; 0 chooses one a core (or
  /// OMP_NUM_THREADS).
  static void set_threads(int count);
  static int threads();

  /// Runs f(Worker) on every thread and waits for all. f must not throw.
  template <class F>
  static void parallel(F&& f) {
#pragma omp parallel num_threads(threads())
    f(Worker{static_cast<std::size_t>(omp_get_thread_num()),
             static_cast<std::size_t>(omp_get_num_threads())});
  }

  /// Inside parallel(): waits until every worker has come here.
  static void barrier() {
#pragma omp barrier
  }
};

}  // namespace nn::cpu
