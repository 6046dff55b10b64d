/// Operations that move, repeat and add up numbers.
#pragma once

#include "operation.hpp"

namespace chapter14 {

// #region shape_functions
/// The same numbers under other dims.
Tensor reshape(const Located& x, const Dims& dims);
/// x itself, but nothing flows back through it.
Tensor stop_gradient(const Located& x);
/// Rows become columns: {m, n} -> {n, m}.
Tensor transpose(const Located& x);

/// Repeats x along the axes where it is 1 long.
Tensor broadcast(const Located& x, const Dims& dims);
/// Adds up along the axes where `dims` is 1 and x longer: broadcast backward.
/// Along the last axis (the samples) in parts, like the library's sums
/// (nn/core/sums.hpp); along the others one after the other.
Tensor sum(const Located& x, const Dims& dims = {});
Tensor mean(const Located& x, const Dims& dims = {});

/// Numbers begin … end-1 of an axis.
Tensor slice(const Located& x, std::size_t axis, std::size_t begin,
             std::size_t end);
/// The other way: zeros around x, up to a length of `length`.
Tensor pad(const Located& x, std::size_t axis, std::size_t begin,
           std::size_t length);

/// The largest number of each column: {k, n} -> {1, n}.
Tensor largest(const Located& x);
/// Of each column of a, the number where x has its (first) largest one.
Tensor at_largest(const Located& a, const Tensor& x);
/// The other way: y {1, n} where x is largest, 0 elsewhere.
Tensor to_largest(const Located& y, const Tensor& x);

/// One number of each column: y(0, j) = x(index(0, j), j). The index is a
/// tensor of whole numbers, e.g. labels.
Tensor gather(const Located& x, const Tensor& index);
/// The other way: y(0, j) in row index(0, j) of k, 0 elsewhere.
Tensor scatter(const Located& y, const Tensor& index, std::size_t k);
// #endregion shape_functions

/// All of them; those of sums.cpp; those of picks.cpp.
std::vector<const Operation*> shape_operations();
std::vector<const Operation*> sum_operations();
std::vector<const Operation*> pick_operations();

extern const Operation reshape_operation, broadcast_operation, stop_operation;

/// An axis of dims, 1 if it is missing.
std::size_t extent(const Dims& dims, std::size_t axis);

/// "all zeros": f(i, j) for every number i of `large`, and the place j where
/// it belongs in `small`, which is 1 long in some axes.
template <class F>
void for_each_pair(const Dims& large, const Dims& small, F f) {
  const std::size_t row = extent(large, 0), step = extent(small, 0) > 1;
  std::vector<std::size_t> at(large.size()), strides(large.size());
  std::size_t stride = 1;
  for (std::size_t axis = 0; axis < large.size(); ++axis) {
    strides[axis] = extent(small, axis) > 1 ? stride : 0;
    stride *= extent(small, axis);
  }
  const std::size_t rows = row == 0 ? 0 : count(large) / row;
  for (std::size_t r = 0, j = 0; r < rows; ++r) {
    for (std::size_t i = 0; i < row; ++i)
      f(r * row + i, j + i * step);
    for (std::size_t axis = 1; axis < large.size(); ++axis) {
      j += strides[axis];
      if (++at[axis] < large[axis]) break;
      j -= strides[axis] * large[axis];
      at[axis] = 0;
    }
  }
}

}  // namespace chapter14
