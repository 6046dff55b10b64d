/// The one thread pool.
///
/// A training step has half a dozen parallel tasks, some of them only
/// microseconds long. OpenMP gives each thread a fixed part and lets finished
/// threads spin for milliseconds: fine on an idle machine, but next to another
/// busy program everybody waits for the one thread that has no core, and
/// training becomes ten times slower. Here, the first thread to arrive takes a
/// part: if the others sleep, the caller does all of them. Idle threads spin
/// for some microseconds, then sleep.
#pragma once

#include <cstdint>
#include <type_traits>

#include "nn/core/parallel.hpp"

namespace nn::cpu {

struct Threads {
  static constexpr bool fuses_layers = true;
  static constexpr bool fuses_pooling = true;
  /// Samples that convolutions process at a time: one fits into the L2 cache
  /// with all of its activations.
  static constexpr std::size_t few_samples = 1;

  /// How many threads parallel() uses at most; 0 chooses one per processor that
  /// this process may use, up to 16.
  static void set_threads(int count);
  static int threads();
  /// Processors that this process may use: usable_processors(), called once.
  static int processors();

  /// How many threads a task keeps busy: 1 to threads(). `work`: about how many
  /// multiply-adds it has; a number read and written counts as ten.
  static std::size_t fed_by(double work);
  static std::size_t fed_by_numbers(std::size_t count) {
    return fed_by(10 * static_cast<double>(count));
  }

  /// Runs f(Worker) for each of threads() workers, or `most` if that is less,
  /// in any order and on any thread, and waits for all. The parts depend only
  /// on their number, so the result does not depend on which thread ran them.
  /// What f throws is rethrown here after all parts have ended (the first, if
  /// there are several). f must not wait for another worker. Within parallel(),
  /// a nested parallel() is a single part, run immediately. An Error if the
  /// system cannot start more threads.
  template <class F>
  static void parallel(F&& f, std::size_t most = SIZE_MAX) {
    using Function = std::remove_reference_t<F>;
    run([](void* task,
           Worker worker) { (*static_cast<Function*>(task))(worker); },
        const_cast<std::remove_const_t<Function>*>(&f), most);
  }

 private:
  using Task = void (*)(void*, Worker);
  static void run(Task task, void* argument, std::size_t most);
};

}  // namespace nn::cpu
