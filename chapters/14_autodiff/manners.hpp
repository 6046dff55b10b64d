/// One network, trained in three manners.
#pragma once

#include "nn/core/armadillo.hpp"

#include "trace.hpp"

namespace chapter14 {

/// 8-16-3 numbers with ReLU; classes by which of three sums is largest.
struct Lesson {
  std::vector<arma::mat> weights;    ///< W1, b1, W2, b2: at the start
  std::vector<arma::mat> x, labels;  ///< by batch
};
Lesson lesson(const std::vector<std::size_t>& batches, std::uint64_t seed);

// #region scores
/// Written once, for tensors of every kind.
template <class T>
T scores(const std::vector<T>& w, const T& x) {
  return product(w[2], relu(product(w[0], x) + w[1])) + w[3];
}
// #endregion scores

constexpr double learning_rate = 0.5;

/// What came out, and what it took.
struct Outcome {
  std::vector<double> losses = {};
  std::vector<arma::mat> weights = {};
  std::size_t recorded = 0;     ///< nodes, in all steps together
  std::size_t run = 0;          ///< nodes computed in one step
  double work = 0;              ///< arithmetic of one step
  std::size_t allocations = 0;  ///< of numbers in one step
  std::size_t bytes = 0;        ///< for these, at most at once
  std::size_t graphs = 0;       ///< that were built
};

/// PyTorch's: records while it computes, in every step.
Outcome by_tape(const Lesson& lesson);
/// TensorFlow 1's: builds first, then runs. All batches must be as long.
Outcome by_static_graph(const Lesson& lesson);
/// JAX's: records at the first call, optimizes, runs.
Outcome by_trace(const Lesson& lesson);

// #region halved
/// Halves x until it is at most 1.
template <class T>
T halved(T x) {
  while (number(x) > 1)
    x = x * 0.5;
  return x;
}
// #endregion halved

/// The same where only operations can decide: so many times, each with both
/// ways computed.
Tensor halved_at_most(Tensor x, std::size_t times);

}  // namespace chapter14
