/// Steps replayed as graphs, and their results.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "nn/cuda/matrix.hpp"

namespace nn::cuda {

/// Runs steps. The first of each size is run launch by launch and allocates all
/// the memory that it needs; the second is captured as a CUDA graph; from then
/// on the graph is launched. The step's own code runs every time, but in a
/// replay its launches are only compared with those of the graph, and numbers
/// that have changed (learning rate, Adam's corrections, dropout's step) are
/// sent ahead.
class Steps {
 public:
  Steps();
  ~Steps();

  /// `step` launches the same work for the same number of samples, until
  /// forget(); an Error if it does not.
  void run(std::size_t samples, const std::function<void()>& step);
  /// From now on, steps may do other work than before.
  void forget();
  /// How many graphs have been launched.
  std::size_t replays() const { return replays_; }

 private:
  struct Graph;
  void capture(Graph& graph, const std::function<void()>& step);
  void replay(Graph& graph, const std::function<void()>& step);

  std::map<std::size_t, std::unique_ptr<Graph>> graphs_;  // by samples
  std::size_t replays_ = 0;
};

/// The loss and the accuracy of the last steps, kept on the device until their
/// buffer is full or someone waits for them.
class Results {
 public:
  static constexpr std::size_t steps_at_a_time = 32;

  /// Within a step.
  void add(const Scalar& loss, const Count& correct, std::size_t samples);

  /// f(loss, correct, samples) for every step since the last call, once
  /// steps_at_a_time have accumulated, or if `wait`.
  template <class F>
  void collect(bool wait, F&& f) {
    if (!wait && samples_.size() < steps_at_a_time) return;
    for (const Result& result : fetch())
      f(result.loss, result.correct, result.samples);
  }

 private:
  struct Result {
    double loss;
    std::size_t correct, samples;
  };
  std::vector<Result> fetch();

  Buffer on_device_;                  // loss and count, step by step
  std::vector<std::size_t> samples_;  // of these steps
};

}  // namespace nn::cuda
