/// The one thread pool.
///
/// A training step has half a dozen parallel pieces of work, some of them only
/// microseconds long. OpenMP gives each thread its part and lets those that
/// are done spin for milliseconds: right on an idle machine, but next to a
/// busy neighbour everybody waits for the one thread that has no core, and
/// training becomes ten times slower. Here a part belongs to whoever comes
/// first: when the others sleep, the caller does all of them. Idle threads
/// spin for some microseconds, then sleep.
#pragma once

#include <type_traits>

#include "nn/support/parallel.hpp"

namespace nn::cpu {

struct Threads {
  static constexpr bool fuses_layers = true;
  static constexpr bool fuses_pooling = true;
  /// Samples that convolutions take at a time: one fits the L2 cache with all
  /// of its activations.
  static constexpr std::size_t few_samples = 1;

  /// How many threads parallel() uses; 0 chooses one a core.
  static void set_threads(int count);
  static int threads();

  /// Runs f(Worker) for each of threads() workers, in any order and on any
  /// thread, and waits for all. The parts depend on nothing but threads(), so
  /// the result does not depend on who did them. f must not throw and must not
  /// wait for another worker. Within parallel(), another parallel() is one
  /// part, done at once.
  template <class F>
  static void parallel(F&& f) {
    using Function = std::remove_reference_t<F>;
    run([](void* task,
           Worker worker) { (*static_cast<Function*>(task))(worker); },
        const_cast<std::remove_const_t<Function>*>(&f));
  }

 private:
  using Task = void (*)(void*, Worker);
  static void run(Task task, void* argument);
};

}  // namespace nn::cpu
