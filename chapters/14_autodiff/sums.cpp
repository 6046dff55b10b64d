// Repeating numbers and adding them up: each is the other one backward.
#include "nn/core/sums.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "elementwise.hpp"
#include "general.hpp"
#include "shapes.hpp"

namespace chapter14 {
namespace {

/// Is `small` like `large`, but 1 long in some axes?
void expect_repeats(const Dims& small, const Dims& large) {
  bool fits = true;
  for (std::size_t axis = 0; axis < std::max(small.size(), large.size());
       ++axis)
    fits &=
        extent(small, axis) == extent(large, axis) || extent(small, axis) == 1;
  expect(fits, fmt::format("{} repeated does not give {}: each axis must be "
                           "equal, or 1 in the first",
                           to_string(small), to_string(large)));
}

Dims dims_of_broadcast(const Request& r) {
  expect_repeats(r.dims[0], r.attributes.numbers);
  return r.attributes.numbers;
}

Dims dims_of_sum(const Request& r) {
  expect_repeats(r.attributes.numbers, r.dims[0]);
  return r.attributes.numbers;
}

const auto repeated = [](const auto& call) {
  const auto* in = call.in[0];
  auto* out = call.out[0];
  for_each_pair(call.node.dims, *call.dims[0],
                [&](std::size_t i, std::size_t j) { out[i] = in[j]; });
};

// #region sum
template <class Real>
void sum_up(const Call<Real>& call) {
  const Dims &large = *call.dims[0], &small = call.node.dims;
  const std::size_t last = large.empty() ? 0 : large.size() - 1;
  const std::size_t n = extent(large, last), size = count(small);
  const Dims slice(large.begin(), large.begin() + last);
  // Along the last axis in sixteen parts, which a tree combines.
  const bool in_parts = n > 1 && extent(small, last) == 1;
  const std::size_t parts = in_parts ? nn::sum_parts : 1;
  std::vector<Real> sums(parts * size);
  for (std::size_t p = 0; p < parts; ++p)
    for (std::size_t s = nn::part_of(n, p, parts).begin;
         s < nn::part_of(n, p, parts).end; ++s) {
      Real* to = &sums[p * size + (in_parts ? 0 : s * (size / n))];
      const Real* from = call.in[0] + s * count(slice);
      for_each_pair(slice, small,
                    [&](std::size_t i, std::size_t j) { to[j] += from[i]; });
    }
  for (std::size_t step = 1; step < parts; step *= 2)
    for (std::size_t p = 0; p < parts; p += 2 * step)
      for (std::size_t i = 0; i < size; ++i)
        sums[p * size + i] += sums[(p + step) * size + i];
  std::copy_n(sums.begin(), size, call.out[0]);
}
// #endregion sum

const Operation sum_operation = general(
    "sum", Kind::linear, 1, dims_of_sum,
    [](const Reverse& r) -> Tensors {
      return {broadcast(r.dy, r.x[0].dims())};
    },
    work_of_input, [](const auto& call) { sum_up(call); });

}  // namespace

const Operation broadcast_operation = general(
    "broadcast", Kind::linear, 1, dims_of_broadcast,
    [](const Reverse& r) -> Tensors { return {sum(r.dy, r.x[0].dims())}; },
    nullptr, repeated);

Tensor broadcast(const Located& x, const Dims& dims) {
  if (x.tensor.dims() == dims) return x.tensor;
  return x.tensor.graph->add(broadcast_operation, {x.tensor}, x.where,
                             {.numbers = dims});
}

Tensor sum(const Located& x, const Dims& dims) {
  if (x.tensor.dims() == dims) return x.tensor;
  return x.tensor.graph->add(sum_operation, {x.tensor}, x.where,
                             {.numbers = dims});
}

Tensor mean(const Located& x, const Dims& dims) {
  const Within within(x);
  const auto numbers = static_cast<double>(count(x.tensor.dims())) /
                       static_cast<double>(count(dims));
  return sum(x, dims) / numbers;
}

std::vector<const Operation*> sum_operations() {
  return {&broadcast_operation, &sum_operation};
}

}  // namespace chapter14
