/// What a training step needs besides operations. For backends in main memory
/// there is little to do; nn/cuda/step.hpp is where it matters.
#pragma once

#include <utility>

#include "nn/data/loader.hpp"

namespace nn::reference {

/// The loader's batches, in the backend's precision.
template <class Real>
class Feed {
 public:
  using Matrix = arma::Mat<Real>;

  /// The loader's next batch, or nullptr at the end of the epoch.
  const Batch* next(Loader& loader) { return loader.next(); }

  /// Features x samples; valid until the next call.
  const Matrix& x(const Batch& batch) {
    if constexpr (std::same_as<Real, float>) {
      return batch.x;
    } else {
      converted_ = arma::conv_to<Matrix>::from(batch.x);
      return converted_;
    }
  }
  std::span<const std::int32_t> labels(const Batch& batch) {
    return batch.labels;
  }

 private:
  Matrix converted_;
};

/// Runs a step; a backend that can replay a step it has seen (a CUDA graph)
/// keeps one for each number of samples.
class Steps {
 public:
  template <class F>
  void run(std::size_t /*samples*/, F&& step) {
    step();
  }
  /// From now on, steps may do other work than before.
  void forget() {}
};

/// A step's results: its loss and how many samples were classified correctly.
class Results {
 public:
  /// Within a step.
  void add(double loss, std::size_t correct, std::size_t samples) {
    result_ = {loss, correct, samples};
  }
  /// f(loss, correct, samples) for every step since the last call whose
  /// numbers are known by now; all of them if `wait`.
  template <class F>
  void collect(bool /*wait*/, F&& f) {
    const auto [loss, correct, samples] = std::exchange(result_, {});
    if (samples > 0) f(loss, correct, samples);
  }

 private:
  struct Result {
    double loss = 0;
    std::size_t correct = 0, samples = 0;
  } result_;
};

}  // namespace nn::reference
