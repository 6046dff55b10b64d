#include "elementwise.hpp"

#include <cmath>

#include <fmt/format.h>

#include "shapes.hpp"

namespace chapter14 {

Dims dims_of_elementwise(const Request& request) {
  for (const Dims& dims : request.dims)
    if (dims != request.dims[0])
      throw nn::ShapeError(fmt::format("{} and {} do not fit number by number",
                                       to_string(request.dims[0]),
                                       to_string(dims)));
  return request.dims[0];
}

double work_of_elementwise(const Node& node, const std::vector<const Dims*>&) {
  return static_cast<double>(count(node.dims));
}

namespace {

Tensor zero(const Tensor& like) {
  return broadcast(like.graph->constant(0), like.dims());
}

// #region elementwise_table
const Operation add = elementwise(
    "add", [](auto a, auto b) { return a + b; }, "{0} + {1}",
    [](const Reverse& r) -> Tensors {
      return {r.dy, r.dy};
    });

const Operation subtract = elementwise(
    "subtract", [](auto a, auto b) { return a - b; }, "{0} - {1}",
    [](const Reverse& r) -> Tensors {
      return {r.dy, -r.dy};
    });

const Operation multiply = elementwise(
    "multiply", [](auto a, auto b) { return a * b; }, "{0} * {1}",
    [](const Reverse& r) -> Tensors {
      return {r.wants[0] ? r.dy * r.x[1] : Tensor{},
              r.wants[1] ? r.dy * r.x[0] : Tensor{}};
    });

const Operation divide = elementwise(
    "divide", [](auto a, auto b) { return a / b; }, "{0} / {1}",
    [](const Reverse& r) -> Tensors {
      const Tensor da = r.dy / r.x[1];
      return {da, r.wants[1] ? -(da * r.y) : Tensor{}};
    });

const Operation negate = elementwise(
    "negate", [](auto a) { return -a; }, "-{0}",
    [](const Reverse& r) -> Tensors { return {-r.dy}; });

const Operation exponential = elementwise(
    "exp", [](auto a) { return formula::exp(a); }, "vector_exp({0})",
    [](const Reverse& r) -> Tensors { return {r.dy * r.y}; });

const Operation logarithm = elementwise(
    "log", [](auto a) { return formula::log(a); }, "vector_log({0})",
    [](const Reverse& r) -> Tensors { return {r.dy / r.x[0]}; });

const Operation tangent = elementwise(
    "tanh", [](auto a) { return formula::tanh(a); }, "vector_tanh({0})",
    [](const Reverse& r) -> Tensors { return {r.dy * (1 - r.y * r.y)}; });
// #endregion elementwise_table

const Operation logistic = elementwise(
    "sigmoid", [](auto a) { return formula::sigmoid(a); },
    "vector_sigmoid({0})",
    [](const Reverse& r) -> Tensors { return {r.dy * r.y * (1 - r.y)}; });

const Operation square_root = elementwise(
    "sqrt", [](auto a) { return std::sqrt(a); }, "std::sqrt({0})",
    [](const Reverse& r) -> Tensors { return {r.dy / (r.y + r.y)}; });

/// a where y > 0, else 0
Tensor where_positive(const Tensor& y, const Tensor& a);

const Operation rectify = elementwise(
    "relu", [](auto a) { return a < 0 ? 0 : a; }, "{0} < 0 ? 0 : {0}",
    [](const Reverse& r) -> Tensors { return {where_positive(r.y, r.dy)}; });

const Operation pass_positive = elementwise(
    "where_positive", [](auto y, auto a) { return y > 0 ? a : 0; },
    "{0} > 0 ? {1} : 0",
    [](const Reverse& r) -> Tensors {
      return {{}, where_positive(r.x[0], r.dy)};
    });

Tensor where_positive(const Tensor& y, const Tensor& a) {
  return apply(pass_positive, y, {a});
}

const Operation magnitude = elementwise(
    "absolute", [](auto a) { return a < 0 ? -a : a; }, "{0} < 0 ? -{0} : {0}",
    [](const Reverse& r) -> Tensors {
      return {where(less(r.x[0], zero(r.y)), -r.dy, r.dy)};
    });

const Operation is_less = elementwise(
    "less", [](auto a, auto b) { return decltype(a)(a < b); },
    "float({0} < {1})",  // a step: its slope is 0 wherever it has one
    [](const Reverse&) -> Tensors {
      return {{}, {}};
    });

const Operation choose = elementwise(
    "where", [](auto c, auto a, auto b) { return c != 0 ? a : b; },
    "{0} != 0 ? {1} : {2}",
    [](const Reverse& r) -> Tensors {
      return {{},
              r.wants[1] ? where(r.x[0], r.dy, zero(r.y)) : Tensor{},
              r.wants[2] ? where(r.x[0], zero(r.y), r.dy) : Tensor{}};
    });

const Operation multiply_add = elementwise(
    "fma", [](auto a, auto b, auto c) { return formula::fma(a, b, c); },
    "fused({0}, {1}, {2})",
    [](const Reverse& r) -> Tensors {
      return {r.wants[0] ? r.dy * r.x[1] : Tensor{},
              r.wants[1] ? r.dy * r.x[0] : Tensor{}, r.dy};
    });

/// The shape that both are repeated to: of each axis, the longer one.
Dims common_dims(const Graph& graph, const Operation& operation,
                 const Where& where, const Dims& a, const Dims& b) {
  Dims result(std::max(a.size(), b.size()), 1);
  for (std::size_t axis = 0; axis < result.size(); ++axis) {
    const std::size_t x = axis < a.size() ? a[axis] : 1;
    const std::size_t y = axis < b.size() ? b[axis] : 1;
    if (x != y && x != 1 && y != 1)
      graph.complain(where, operation,
                     fmt::format("{} and {} differ in axis {}: it must be the "
                                 "same in both, or 1 in one of them",
                                 to_string(a), to_string(b), axis));
    result[axis] = std::max(x, y);
  }
  return result;
}

}  // namespace

Tensor apply(const Operation& operation, const Located& first,
             const Tensors& others) {
  Graph& graph = *first.tensor.graph;
  Tensors inputs = {first.tensor};
  inputs.insert(inputs.end(), others.begin(), others.end());
  for (const Tensor& x : others)  // add() complains
    if (x.graph != &graph) return graph.add(operation, inputs, first.where);
  Dims dims = inputs[0].dims();
  for (const Tensor& x : others)
    dims = common_dims(graph, operation, first.where, dims, x.dims());
  for (Tensor& x : inputs)
    x = broadcast({x, first.where.file, first.where.line}, dims);
  return graph.add(operation, inputs, first.where);
}

Tensor operator+(const Located& a, const Tensor& b) {
  return apply(add, a, {b});
}
Tensor operator-(const Located& a, const Tensor& b) {
  return apply(subtract, a, {b});
}
Tensor operator*(const Located& a, const Tensor& b) {
  return apply(multiply, a, {b});
}
Tensor operator/(const Located& a, const Tensor& b) {
  return apply(divide, a, {b});
}
Tensor operator-(const Located& a) {
  return apply(negate, a);
}
Tensor absolute(const Located& a) {
  return apply(magnitude, a);
}
Tensor exp(const Located& a) {
  return apply(exponential, a);
}
Tensor log(const Located& a) {
  return apply(logarithm, a);
}
Tensor sqrt(const Located& a) {
  return apply(square_root, a);
}
Tensor tanh(const Located& a) {
  return apply(tangent, a);
}
Tensor sigmoid(const Located& a) {
  return apply(logistic, a);
}
Tensor relu(const Located& a) {
  return apply(rectify, a);
}
Tensor less(const Located& a, const Tensor& b) {
  return apply(is_less, a, {b});
}
Tensor where(const Located& condition, const Tensor& a, const Tensor& b) {
  return apply(choose, condition, {a, b});
}
Tensor fma(const Located& a, const Tensor& b, const Tensor& c) {
  return apply(multiply_add, a, {b, c});
}

namespace {
Located constant_beside(const Located& x, double value) {
  return {x.tensor.graph->constant(value), x.where.file, x.where.line};
}
}  // namespace

Tensor operator+(const Located& a, double b) {
  return a + constant_beside(a, b).tensor;
}
Tensor operator-(const Located& a, double b) {
  return a - constant_beside(a, b).tensor;
}
Tensor operator*(const Located& a, double b) {
  return a * constant_beside(a, b).tensor;
}
Tensor operator/(const Located& a, double b) {
  return a / constant_beside(a, b).tensor;
}
Tensor operator+(double a, const Located& b) {
  return constant_beside(b, a) + b.tensor;
}
Tensor operator-(double a, const Located& b) {
  return constant_beside(b, a) - b.tensor;
}
Tensor operator*(double a, const Located& b) {
  return constant_beside(b, a) * b.tensor;
}
Tensor operator/(double a, const Located& b) {
  return constant_beside(b, a) / b.tensor;
}

std::vector<const Operation*> elementwise_operations() {
  return {&add,           &subtract,  &multiply,    &divide,
          &negate,        &magnitude, &exponential, &logarithm,
          &square_root,   &tangent,   &logistic,    &rectify,
          &pass_positive, &is_less,   &choose,      &multiply_add};
}

}  // namespace chapter14
