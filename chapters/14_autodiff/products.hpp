/// The three products of matrices, each of which has its gradients among them.
#pragma once

#include "operation.hpp"

namespace chapter14 {

Tensor product(const Located& A, const Tensor& B);     ///< A B
Tensor product_tn(const Located& A, const Tensor& B);  ///< A' B
Tensor product_nt(const Located& A, const Tensor& B);  ///< A B'

std::vector<const Operation*> product_operations();

}  // namespace chapter14
