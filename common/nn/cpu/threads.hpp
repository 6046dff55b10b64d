/// The one thread pool.
///
/// A training step starts and ends half a dozen parallel pieces of work, some
/// only microseconds long. OpenMP's threads spin for milliseconds between
/// them: right on an idle machine, but next to a busy neighbour each core that
/// spins is a core that does not work, and training becomes ten times slower.
/// These threads spin for some microseconds, then sleep.
#pragma once

#include <type_traits>

#include "nn/support/parallel.hpp"

namespace nn::cpu {

struct Threads {
  static constexpr bool fuses_layers = true;
  /// Samples that convolutions take at a time: one fits the L2 cache with all
  /// of its activations.
  static constexpr std::size_t few_samples = 1;

  /// How many threads parallel() uses; 0 chooses one a core.
  static void set_threads(int count);
  static int threads();

  /// Runs f(Worker) on every thread and waits for all. f must not throw.
  /// Within parallel(), another parallel() is done by the calling worker alone.
  template <class F>
  static void parallel(F&& f) {
    using Function = std::remove_reference_t<F>;
    run([](void* task,
           Worker worker) { (*static_cast<Function*>(task))(worker); },
        const_cast<std::remove_const_t<Function>*>(&f));
  }

  /// Inside parallel(): waits until every worker has come here.
  static void barrier();

 private:
  using Task = void (*)(void*, Worker);
  static void run(Task task, void* argument);
};

}  // namespace nn::cpu
