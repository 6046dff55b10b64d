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

#include <cstdint>
#include <type_traits>

#include "nn/core/parallel.hpp"

namespace nn::cpu {

struct Threads {
  static constexpr bool fuses_layers = true;
  static constexpr bool fuses_pooling = true;
  /// Samples that convolutions take at a time: one fits the L2 cache with all
  /// of its activations.
  static constexpr std::size_t few_samples = 1;

  /// How many threads parallel() uses at most; 0 chooses one a processor that
  /// this process may use, up to 16.
  static void set_threads(int count);
  static int threads();
  /// How many processors this process may use: usable_processors(), asked once.
  static int processors();

  /// How many threads a piece of work feeds: 1 to threads(). `work`: about how
  /// many multiply-adds it has; a number read and written counts as ten.
  static std::size_t fed_by(double work);
  static std::size_t fed_by_numbers(std::size_t count) {
    return fed_by(10 * static_cast<double>(count));
  }

  /// Runs f(Worker) for each of threads() workers, or of `most` if that is
  /// less, in any order and on any thread, and waits for all. The parts depend
  /// on nothing but their number, so the result does not depend on who did
  /// them. What f throws is thrown here when all parts have ended (the first,
  /// of several). f must not wait for another worker. Within parallel(),
  /// another parallel() is one part, done at once. An Error when the system
  /// gives no more threads.
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
