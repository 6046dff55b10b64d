/// What a layer learns.
#pragma once

#include <string>
#include <vector>

#include "nn/backend.hpp"
#include "nn/layers/initializers.hpp"

namespace nn {

/// How PyTorch orders the same numbers, for files. `dims` are the sizes in our
/// memory, fastest-varying first; `order` lists PyTorch's axes, slowest first,
/// as positions in `dims`.
///
/// Linear: dims {out, in}, order {0, 1}: PyTorch's [out, in] in rows.
struct TorchLayout {
  std::vector<std::size_t> shape;
  std::vector<std::size_t> dims;
  std::vector<std::size_t> order;
};

/// One weight matrix or bias: a part of the model's flat vector of
/// parameters, and the same part of its vector of gradients.
template <Backend B>
struct Parameter {
  std::string name;  ///< "weight" or "bias", as in PyTorch
  std::size_t rows = 0;
  std::size_t cols = 0;
  Initializer initializer;
  std::size_t fan_in = 0;
  std::size_t fan_out = 0;
  TorchLayout torch;

  /// Views, set when the model is built.
  typename B::Matrix value;
  typename B::Matrix gradient;

  std::size_t size() const { return rows * cols; }
};

/// Numbers that a layer keeps but does not learn, e.g. a running mean.
template <Backend B>
struct State {
  std::string name;  ///< "running_mean", as in PyTorch
  std::vector<std::size_t> shape;
  typename B::Buffer values;

  typename B::Matrix as_column() {
    return B::view(values, 0, values.size(), 1);
  }
};

}  // namespace nn
