/// What an operation is: its shape, its value, and how a gradient goes back
/// through it.
#pragma once

#include <memory>

#include "graph.hpp"

namespace chapter14 {

/// A node that is to be made.
struct Request {
  std::vector<Dims> dims;  ///< of the inputs
  const Attributes& attributes;
};

/// The request from which a node was made; it must not outlive the node.
Request request_of(const Graph& graph, const Node& node);

/// The inputs' numbers, and room for the results (several for an operation with
/// parts; null where nobody wants one).
template <class Real>
struct Call {
  const Node& node;
  std::vector<const Dims*> dims;  ///< of the inputs
  std::vector<const Real*> in;
  std::vector<Real*> out;
  std::shared_ptr<void>* memory =
      nullptr;  ///< the operation's own, from run to run
};

// #region reverse
/// A node on the way back: x are its inputs, y its result, and dy the
/// derivative of the final number with respect to y.
struct Reverse {
  Tensors x;
  Tensor y;
  Tensor dy;
  std::vector<bool> wants;  ///< which inputs need a derivative
};
// #endregion reverse

enum class Kind {
  leaf,         ///< a constant or an input
  elementwise,  ///< number by number, all of the same shape
  view,         ///< the same numbers under other dims
  linear,       ///< linear in each of its inputs (a product is), if the others
                ///< do not change
  other,
};

template <class Real>
using Map = void (*)(std::size_t n, const Real* const* in, Real* out);

// #region operation
struct Operation {
  std::string name;
  Kind kind;
  std::size_t inputs;
  Dims (*shape)(const Request&);   ///< throws nn::ShapeError
  Tensors (*vjp)(const Reverse&);  ///< dx, input by input; null: no derivative
  double (*work)(const Node&, const std::vector<const Dims*>&);  ///< arithmetic
  void (*run_float)(const Call<float>&) = nullptr;
  void (*run_double)(const Call<double>&) = nullptr;
  /// Elementwise: the loop over n numbers, and the formula in C++.
  Map<float> map_float = nullptr;
  Map<double> map_double = nullptr;
  std::string code = {};
  /// With several results, which part() takes apart: the dims of each.
  std::vector<Dims> (*parts)(const Request&) = nullptr;
  /// Of a linear operation: the inputs it is linear in (empty: all), for each
  /// of its parts.
  std::vector<std::vector<std::size_t>> linear_in = {{}};
  /// Of any other: how its result y moves with its input i.
  Tensor (*jvp)(const Tensor& y, std::size_t i, const Tensor& dx) = nullptr;
};
// #endregion operation

extern const Operation input_operation, constant_operation, part_operation;

inline bool is_leaf(const Node& node) {
  return node.operation->kind == Kind::leaf;
}
inline bool is_constant(const Node& node) {
  return node.operation == &constant_operation;
}
/// Does the node have no numbers of its own, only parts?
inline bool has_parts(const Node& node) {
  return node.operation->parts != nullptr;
}

/// Result k of an operation with several.
Tensor part(const Tensor& of, std::size_t k);

/// "multiplies": a node's arithmetic operations (a multiply-add counts as two).
double work(const Graph& graph, Id id);
double work(const Graph& graph);

}  // namespace chapter14
