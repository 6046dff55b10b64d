#include "products.hpp"

#include <fmt/format.h>

#include "general.hpp"
#include "kernels.hpp"
#include "shapes.hpp"

namespace chapter14 {
namespace {

/// Rows and columns of both; a vector is a matrix of one column.
struct Sizes {
  std::size_t rows, inner, inner_of_B, cols;
};

/// transposed: of which matrix rows and columns are exchanged.
Sizes sizes(const Dims& A, const Dims& B, bool transposed_A,
            bool transposed_B) {
  return {extent(A, transposed_A), extent(A, !transposed_A),
          extent(B, transposed_B), extent(B, !transposed_B)};
}

template <bool tA, bool tB>
Dims dims_of_product(const Request& r) {
  const Dims &A = r.dims[0], &B = r.dims[1];
  expect(A.size() <= 2 && B.size() <= 2,
         fmt::format("{} and {} must be matrices", to_string(A), to_string(B)));
  const Sizes s = sizes(A, B, tA, tB);
  expect(
      s.inner == s.inner_of_B,
      fmt::format("{} and {} do not fit: the first has {} {}, so the second "
                  "must have {} {}, not {}",
                  to_string(A), to_string(B), s.inner, tA ? "rows" : "columns",
                  s.inner, tB ? "columns" : "rows", s.inner_of_B));
  return {s.rows, s.cols};
}

template <bool tA, bool tB>
double work_of_product(const Node&, const std::vector<const Dims*>& dims) {
  const Sizes s = sizes(*dims[0], *dims[1], tA, tB);
  return 2.0 * static_cast<double>(s.rows) * static_cast<double>(s.inner) *
         static_cast<double>(s.cols);
}

// #region product_gradients
const Operation product_operation = general(
    "product", Kind::linear, 2, dims_of_product<false, false>,
    [](const Reverse& r) -> Tensors {  // C = A B
      return {r.wants[0] ? product_nt(r.dy, r.x[1]) : Tensor{},
              r.wants[1] ? product_tn(r.x[0], r.dy) : Tensor{}};
    },
    work_of_product<false, false>,
    [](const auto& call) {
      const Sizes s = sizes(*call.dims[0], *call.dims[1], false, false);
      product(call.in[0], call.in[1], call.out[0], s.rows, s.inner, s.cols);
    });

const Operation product_tn_operation = general(
    "product_tn", Kind::linear, 2, dims_of_product<true, false>,
    [](const Reverse& r) -> Tensors {  // C = A' B
      return {r.wants[0] ? product_nt(r.x[1], r.dy) : Tensor{},
              r.wants[1] ? product(r.x[0], r.dy) : Tensor{}};
    },
    work_of_product<true, false>,
    [](const auto& call) {
      const Sizes s = sizes(*call.dims[0], *call.dims[1], true, false);
      product_tn(call.in[0], call.in[1], call.out[0], s.rows, s.inner, s.cols);
    });

const Operation product_nt_operation = general(
    "product_nt", Kind::linear, 2, dims_of_product<false, true>,
    [](const Reverse& r) -> Tensors {  // C = A B'
      return {r.wants[0] ? product(r.dy, r.x[1]) : Tensor{},
              r.wants[1] ? product_tn(r.dy, r.x[0]) : Tensor{}};
    },
    work_of_product<false, true>,
    [](const auto& call) {
      const Sizes s = sizes(*call.dims[0], *call.dims[1], false, true);
      product_nt(call.in[0], call.in[1], call.out[0], s.rows, s.inner, s.cols);
    });
// #endregion product_gradients

}  // namespace

Tensor product(const Located& A, const Tensor& B) {
  return A.tensor.graph->add(product_operation, {A.tensor, B}, A.where);
}
Tensor product_tn(const Located& A, const Tensor& B) {
  return A.tensor.graph->add(product_tn_operation, {A.tensor, B}, A.where);
}
Tensor product_nt(const Located& A, const Tensor& B) {
  return A.tensor.graph->add(product_nt_operation, {A.tensor, B}, A.where);
}

std::vector<const Operation*> product_operations() {
  return {&product_operation, &product_tn_operation, &product_nt_operation};
}

}  // namespace chapter14
