// One number of each column: the largest one, or one that an index names.
#include <algorithm>

#include <fmt/format.h>

#include "general.hpp"
#include "shapes.hpp"

namespace chapter14 {
namespace {

void expect_matrix(const Dims& dims) {
  expect(dims.size() == 2, to_string(dims) + " is no matrix");
}
void expect_row(const Dims& row, const Dims& matrix) {
  expect_matrix(matrix);
  expect(extent(row, 0) == 1 && extent(row, 1) == matrix[1],
         fmt::format("{} has not one number for each of the {} columns of {}",
                     to_string(row), matrix[1], to_string(matrix)));
}

Dims dims_of_largest(const Request& r) {
  expect_matrix(r.dims[0]);
  return {1, r.dims[0][1]};
}
Dims dims_at_largest(const Request& r) {
  expect(r.dims[0] == r.dims[1],
         fmt::format("{} and {} differ", to_string(r.dims[0]),
                     to_string(r.dims[1])));
  return dims_of_largest(r);
}
Dims dims_to_largest(const Request& r) {
  expect_row(r.dims[0], r.dims[1]);
  return r.dims[1];
}
Dims dims_of_gather(const Request& r) {
  expect_row(r.dims[1], r.dims[0]);
  return {1, r.dims[0][1]};
}
Dims dims_of_scatter(const Request& r) {
  const Dims dims = {r.attributes.numbers[0], extent(r.dims[0], 1)};
  expect_row(r.dims[0], dims);
  expect_row(r.dims[1], dims);
  return dims;
}

/// Where column j of x is largest, the first place of several.
template <class Real>
std::size_t place_of_largest(const Real* x, std::size_t rows, std::size_t j) {
  const Real* column = x + j * rows;
  return static_cast<std::size_t>(std::max_element(column, column + rows) -
                                  column);
}

template <class Real>
std::size_t checked_index(const Node& node, Real number, std::size_t rows) {
  if (number >= 0 && number < static_cast<Real>(rows)) {
    const auto index = static_cast<std::size_t>(number);
    if (static_cast<Real>(index) == number) return index;
  }
  throw nn::Error(fmt::format("{}: {}: {} is no row of {}",
                              to_string(node.where), node.operation->name,
                              number, rows));
}

const auto taken_at_largest = [](const auto& call) {
  const Dims& dims = *call.dims[0];
  const auto* x = call.in[call.in.size() - 1];
  for (std::size_t j = 0; j < dims[1]; ++j)
    call.out[0][j] = call.in[0][j * dims[0] + place_of_largest(x, dims[0], j)];
};
const auto put_to_largest = [](const auto& call) {
  const Dims& dims = call.node.dims;
  std::fill_n(call.out[0], count(dims), 0);
  for (std::size_t j = 0; j < dims[1]; ++j)
    call.out[0][j * dims[0] + place_of_largest(call.in[1], dims[0], j)] =
        call.in[0][j];
};
const auto gathered = [](const auto& call) {
  const Dims& dims = *call.dims[0];
  for (std::size_t j = 0; j < dims[1]; ++j)
    call.out[0][j] =
        call.in[0]
               [j * dims[0] + checked_index(call.node, call.in[1][j], dims[0])];
};
const auto scattered = [](const auto& call) {
  const Dims& dims = call.node.dims;
  std::fill_n(call.out[0], count(dims), 0);
  for (std::size_t j = 0; j < dims[1]; ++j)
    call.out[0][j * dims[0] + checked_index(call.node, call.in[1][j],
                                            dims[0])] = call.in[0][j];
};

const Operation largest_operation = [] {
  Operation result = general(
      "largest", Kind::other, 1, dims_of_largest,
      [](const Reverse& r) -> Tensors { return {to_largest(r.dy, r.x[0])}; },
      work_of_input, taken_at_largest);
  result.jvp = [](const Tensor& y, std::size_t, const Tensor& dx) {
    return at_largest(dx, y.graph->tensor(y.node().inputs[0]));
  };
  return result;
}();

const Operation at_largest_operation =
    general("at_largest", Kind::linear, 2, dims_at_largest,
            [](const Reverse& r) -> Tensors {
              return {to_largest(r.dy, r.x[1]), {}};
            },
            work_of_input, taken_at_largest, {{0}});

const Operation to_largest_operation =
    general("to_largest", Kind::linear, 2, dims_to_largest,
            [](const Reverse& r) -> Tensors {
              return {at_largest(r.dy, r.x[1]), {}};
            },
            nullptr, put_to_largest, {{0}});

const Operation gather_operation =
    general("gather", Kind::linear, 2, dims_of_gather,
            [](const Reverse& r) -> Tensors {
              return {scatter(r.dy, r.x[1], r.x[0].dims()[0]), {}};
            },
            nullptr, gathered, {{0}});

const Operation scatter_operation =
    general("scatter", Kind::linear, 2, dims_of_scatter,
            [](const Reverse& r) -> Tensors {
              return {gather(r.dy, r.x[1]), {}};
            },
            nullptr, scattered, {{0}});

}  // namespace

Tensor largest(const Located& x) {
  return x.tensor.graph->add(largest_operation, {x.tensor}, x.where);
}
Tensor at_largest(const Located& a, const Tensor& x) {
  return a.tensor.graph->add(at_largest_operation, {a.tensor, x}, a.where);
}
Tensor to_largest(const Located& y, const Tensor& x) {
  return y.tensor.graph->add(to_largest_operation, {y.tensor, x}, y.where);
}

Tensor gather(const Located& x, const Tensor& index) {
  return x.tensor.graph->add(gather_operation, {x.tensor, index}, x.where);
}
Tensor scatter(const Located& y, const Tensor& index, std::size_t k) {
  return y.tensor.graph->add(scatter_operation, {y.tensor, index}, y.where,
                             {.numbers = {k}});
}

std::vector<const Operation*> pick_operations() {
  return {&largest_operation, &at_largest_operation, &to_largest_operation,
          &gather_operation, &scatter_operation};
}

}  // namespace chapter14
