/// Using gradients while others are still being computed.
#pragma once

#include "nn/support/parallel.hpp"

namespace nn {

/// Is told which gradients are complete while the cache still has them: an
/// optimizer can take its step there and then.
template <class Real>
class GradientHook {
 public:
  virtual ~GradientHook() = default;

  /// `part` of the flat vector of gradients is complete. Called by the worker
  /// that has computed it, while other workers do the same with other parts.
  virtual void on_gradient(Range part) = 0;
};

/// The same for one matrix of gradients.
template <class Real>
struct ColumnsHook {
  GradientHook<Real>* hook = nullptr;  ///< or nobody is told
  std::size_t offset = 0;              ///< of the matrix in the flat vector
  std::size_t rows = 0;

  Range part(Range columns) const {
    return {offset + columns.begin * rows, offset + columns.end * rows};
  }
  /// These columns are complete.
  void operator()(Range columns) const {
    if (hook && !columns.empty()) hook->on_gradient(part(columns));
  }
};

}  // namespace nn
