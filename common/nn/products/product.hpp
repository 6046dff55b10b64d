/// Matrix products with the same bits on every processor.
///
/// A library like OpenBLAS has different kernels for different processors,
/// which add the terms of a sum in different orders. Here each element of
/// C = op(A) op(B) is one chain of fused multiply-adds in the order of k,
///
///     s = 0;  s = fma(a(i, k), b(k, j), s)  for k = 0, 1, 2, …
///
/// whatever the vector width and block sizes. Vectors run over the rows of C,
/// never over k, so this costs no speed.
#pragma once

#include <cstddef>

namespace nn::products {

/// A column-major matrix in memory; `stride` numbers from one column to the
/// next. op(A) is A, or its transpose if flagged as such (rows and cols are
/// those of the stored matrix).
template <class Real>
struct ConstBlock {
  const Real* data = nullptr;
  std::size_t rows = 0, cols = 0, stride = 0;
  bool transposed = false;
};
template <class Real>
struct Block {
  Real* data = nullptr;
  std::size_t rows = 0, cols = 0, stride = 0;
};

/// C = alpha op(A) op(B) + beta C, with s from above:
///
///     t = alpha == 1 ? s : alpha * s
///     c = beta == 0 ? t : beta == 1 ? t + c : t + beta * c
///
/// As in BLAS, beta == 0 does not read C and alpha == 0 neither A nor B
/// (then s is 0). Runs in the calling thread. Real is float or double.
template <class Real>
void product(Real alpha, const ConstBlock<Real>& A, const ConstBlock<Real>& B,
             Real beta, const Block<Real>& C);

/// y = alpha op(A) x + beta y, in the same way; x and y are contiguous.
template <class Real>
void product(Real alpha, const ConstBlock<Real>& A, const Real* x, Real beta,
             Real* y);

/// The upper or the lower triangle of C = alpha op(A) op(A)' + beta C, in the
/// same way. The other triangle is neither read nor written.
template <class Real>
void symmetric_product(Real alpha, const ConstBlock<Real>& A, Real beta,
                       bool upper, const Block<Real>& C);

/// x' y, the same chain of multiply-adds; elements are x_step and y_step apart.
template <class Real>
Real dot(std::size_t count, const Real* x, std::ptrdiff_t x_step, const Real* y,
         std::ptrdiff_t y_step);

}  // namespace nn::products
