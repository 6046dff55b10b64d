#include "shapes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "general.hpp"

namespace chapter14 {

std::size_t extent(const Dims& dims, std::size_t axis) {
  return axis < dims.size() ? dims[axis] : 1;
}

namespace {

// ---- the same numbers

Dims dims_of_reshape(const Request& r) {
  expect(count(r.attributes.numbers) == count(r.dims[0]),
         fmt::format("{} has {} numbers, {} has {}", to_string(r.dims[0]),
                     count(r.dims[0]), to_string(r.attributes.numbers),
                     count(r.attributes.numbers)));
  return r.attributes.numbers;
}

Dims same_dims(const Request& r) {
  return r.dims[0];
}

Dims dims_of_transpose(const Request& r) {
  const Dims& d = r.dims[0];
  expect(d.size() <= 2, to_string(d) + " is no matrix");
  return {extent(d, 1), extent(d, 0)};
}

const auto transposed = [](const auto& call) {
  const std::size_t rows = extent(*call.dims[0], 0);
  const std::size_t cols = extent(*call.dims[0], 1);
  for (std::size_t j = 0; j < cols; ++j)
    for (std::size_t i = 0; i < rows; ++i)
      call.out[0][i * cols + j] = call.in[0][j * rows + i];
};

// ---- parts of an axis

/// The numbers before and after an axis in memory: {inner, outer}.
std::pair<std::size_t, std::size_t> around(const Dims& dims, std::size_t axis) {
  const auto at = dims.begin() + static_cast<std::ptrdiff_t>(axis);
  return {count({dims.begin(), at}), count({at + 1, dims.end()})};
}

Dims dims_of_slice(const Request& r) {
  const std::size_t axis = r.attributes.numbers[0];
  const std::size_t begin = r.attributes.numbers[1];
  const std::size_t end = r.attributes.numbers[2];
  Dims dims = r.dims[0];
  expect(axis < dims.size() && begin < end && end <= dims[axis],
         fmt::format("{} has no numbers {} to {} in axis {}", to_string(dims),
                     begin, end, axis));
  dims[axis] = end - begin;
  return dims;
}

Dims dims_of_pad(const Request& r) {
  const std::size_t axis = r.attributes.numbers[0];
  const std::size_t begin = r.attributes.numbers[1];
  const std::size_t length = r.attributes.numbers[2];
  Dims dims = r.dims[0];
  expect(axis < dims.size() && begin + dims[axis] <= length,
         fmt::format("{} from {} on does not fit into {} in axis {}",
                     to_string(dims), begin, length, axis));
  dims[axis] = length;
  return dims;
}

/// copy(to the whole, the slice, numbers) for each piece that lies together.
template <class F>
void for_each_piece(const Dims& whole, const Dims& part, std::size_t axis,
                    std::size_t begin, F copy) {
  const auto [inner, outer] = around(whole, axis);
  for (std::size_t o = 0; o < outer; ++o)
    copy((o * whole[axis] + begin) * inner, o * part[axis] * inner,
         part[axis] * inner);
}

const auto sliced = [](const auto& call) {
  const auto& numbers = call.node.attributes.numbers;
  for_each_piece(*call.dims[0], call.node.dims, numbers[0], numbers[1],
                 [&](std::size_t from, std::size_t to, std::size_t n) {
                   std::copy_n(call.in[0] + from, n, call.out[0] + to);
                 });
};

const auto padded = [](const auto& call) {
  const auto& numbers = call.node.attributes.numbers;
  std::fill_n(call.out[0], count(call.node.dims), 0);
  for_each_piece(call.node.dims, *call.dims[0], numbers[0], numbers[1],
                 [&](std::size_t to, std::size_t from, std::size_t n) {
                   std::copy_n(call.in[0] + from, n, call.out[0] + to);
                 });
};

const Operation transpose_operation = general(
    "transpose", Kind::linear, 1, dims_of_transpose,
    [](const Reverse& r) -> Tensors { return {transpose(r.dy)}; }, nullptr,
    transposed);

const Operation slice_operation = general(
    "slice", Kind::linear, 1, dims_of_slice,
    [](const Reverse& r) -> Tensors {
      const auto& numbers = r.y.node().attributes.numbers;
      return {pad(r.dy, numbers[0], numbers[1], r.x[0].dims()[numbers[0]])};
    },
    nullptr, sliced);

const Operation pad_operation = general(
    "pad", Kind::linear, 1, dims_of_pad,
    [](const Reverse& r) -> Tensors {
      const auto& numbers = r.y.node().attributes.numbers;
      const std::size_t length = r.x[0].dims()[numbers[0]];
      return {slice(r.dy, numbers[0], numbers[1], numbers[1] + length)};
    },
    nullptr, padded);

}  // namespace

const Operation reshape_operation = {
    "reshape",
    Kind::view,
    1,
    dims_of_reshape,
    [](const Reverse& r) -> Tensors { return {reshape(r.dy, r.x[0].dims())}; },
    nullptr};

const Operation stop_operation = {
    "stop_gradient",
    Kind::view,
    1,
    same_dims,
    [](const Reverse&) -> Tensors { return {{}}; },
    nullptr};

Tensor reshape(const Located& x, const Dims& dims) {
  if (x.tensor.dims() == dims) return x.tensor;
  return x.tensor.graph->add(reshape_operation, {x.tensor}, x.where,
                             {.numbers = dims});
}

Tensor stop_gradient(const Located& x) {
  return x.tensor.graph->add(stop_operation, {x.tensor}, x.where);
}

Tensor transpose(const Located& x) {
  return x.tensor.graph->add(transpose_operation, {x.tensor}, x.where);
}

Tensor slice(const Located& x, std::size_t axis, std::size_t begin,
             std::size_t end) {
  return x.tensor.graph->add(slice_operation, {x.tensor}, x.where,
                             {.numbers = {axis, begin, end}});
}

Tensor pad(const Located& x, std::size_t axis, std::size_t begin,
           std::size_t length) {
  return x.tensor.graph->add(pad_operation, {x.tensor}, x.where,
                             {.numbers = {axis, begin, length}});
}

std::vector<const Operation*> shape_operations() {
  std::vector<const Operation*> all = {&reshape_operation, &stop_operation,
                                       &transpose_operation, &slice_operation,
                                       &pad_operation};
  for (const auto& others : {sum_operations(), pick_operations()})
    all.insert(all.end(), others.begin(), others.end());
  return all;
}

}  // namespace chapter14
