// The BLAS routines that Armadillo's headers call, for real numbers, under
// their Fortran names. Linked before any library, they take precedence: matrix
// products, dot products and norms get the same bits on every processor, even
// when called by LAPACK. LAPACK finds the other routines in libblas.a, plain
// loops by its own authors, which also handle complex numbers.
//
// Arguments are those of the reference BLAS, by address; Fortran passes the
// lengths of character arguments, which are always 1, after the others.
// Where the reference would stop at a negative size, nothing is computed.
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "nn/products/product.hpp"

namespace {

using nn::products::Block, nn::products::ConstBlock;

bool transposes(const char* how) {
  return *how != 'N' && *how != 'n';  // 'T', and 'C' of real numbers
}

std::size_t size(const int* n) {
  return *n < 0 ? 0 : static_cast<std::size_t>(*n);
}

/// The first of n numbers that are `step` apart: BLAS counts from the other end
/// if the step is negative.
template <class Real>
Real* first(std::size_t n, Real* x, const int* step) {
  if (*step >= 0 || n == 0) return x;
  return x - static_cast<std::ptrdiff_t>(n - 1) * *step;
}

/// The numbers in contiguous memory: in place, or copied.
template <class Real>
const Real* contiguous(std::size_t n, const Real* x, const int* step,
                       std::vector<Real>& copy) {
  if (*step == 1) return x;
  copy.resize(n);
  const Real* from = first(n, x, step);
  for (std::size_t i = 0; i < n; ++i, from += *step)
    copy[i] = *from;
  return copy.data();
}

template <class Real>
ConstBlock<Real> stored(const Real* data, std::size_t rows, std::size_t cols,
                        const int* stride, bool transposed) {
  if (transposed) std::swap(rows, cols);
  return {data, rows, cols, size(stride), transposed};
}

template <class Real>
void gemm(const char* a_how, const char* b_how, const int* m, const int* n,
          const int* k, const Real* alpha, const Real* a, const int* a_stride,
          const Real* b, const int* b_stride, const Real* beta, Real* c,
          const int* c_stride) {
  nn::products::product(
      *alpha, stored(a, size(m), size(k), a_stride, transposes(a_how)),
      stored(b, size(k), size(n), b_stride, transposes(b_how)), *beta,
      Block<Real>{c, size(m), size(n), size(c_stride)});
}

template <class Real>
void gemv(const char* how, const int* m, const int* n, const Real* alpha,
          const Real* a, const int* a_stride, const Real* x, const int* x_step,
          const Real* beta, Real* y, const int* y_step) {
  thread_local std::vector<Real> x_copy, y_copy;
  const bool transposed = transposes(how);
  const std::size_t rows = size(transposed ? n : m);
  const std::size_t inner = size(transposed ? m : n);
  const ConstBlock<Real> A{a, size(m), size(n), size(a_stride), transposed};
  const Real* from = contiguous(inner, x, x_step, x_copy);
  if (*y_step == 1) return nn::products::product(*alpha, A, from, *beta, y);
  contiguous<Real>(rows, y, y_step, y_copy);
  nn::products::product(*alpha, A, from, *beta, y_copy.data());
  Real* to = first(rows, y, y_step);
  for (std::size_t i = 0; i < rows; ++i, to += *y_step)
    *to = y_copy[i];
}

template <class Real>
void syrk(const char* triangle, const char* how, const int* n, const int* k,
          const Real* alpha, const Real* a, const int* a_stride,
          const Real* beta, Real* c, const int* c_stride) {
  nn::products::symmetric_product(
      *alpha, stored(a, size(n), size(k), a_stride, transposes(how)), *beta,
      *triangle == 'U' || *triangle == 'u',
      Block<Real>{c, size(n), size(n), size(c_stride)});
}

template <class Real>
Real dot(const int* n, const Real* x, const int* x_step, const Real* y,
         const int* y_step) {
  return nn::products::dot(size(n), first(size(n), x, x_step), *x_step,
                           first(size(n), y, y_step), *y_step);
}

/// |x_1| + |x_2| + …, in this order.
template <class Real>
Real asum(const int* n, const Real* x, const int* step) {
  const Real* from = first(size(n), x, step);
  Real sum = 0;
  for (std::size_t i = 0; i < size(n); ++i, from += *step)
    sum += std::abs(*from);
  return sum;
}

/// The sum of (scale x_i)^2, in order.
template <class Real>
double squares(const int* n, const Real* x, const int* step, double scale) {
  const Real* from = first(size(n), x, step);
  double sum = 0;
  for (std::size_t i = 0; i < size(n); ++i, from += *step) {
    const double scaled = scale * static_cast<double>(*from);
    sum = std::fma(scaled, scaled, sum);
  }
  return sum;
}

/// The norm of x. If squares of doubles would overflow or lose digits, the
/// numbers are first scaled by a power of two. (Squares of floats cannot.)
template <class Real>
Real nrm2(const int* n, const Real* x, const int* step) {
  double scale = 1, sum = squares(n, x, step, scale);
  if (sum < 0x1p-900) sum = squares(n, x, step, scale = 0x1p+600);
  if (sum > 0x1p+1000) sum = squares(n, x, step, scale = 0x1p-600);
  return static_cast<Real>(std::sqrt(sum) / scale);
}

}  // namespace

extern "C" {

// NOLINTBEGIN(readability-identifier-naming): Fortran's names

void sgemm_(const char* a_how, const char* b_how, const int* m, const int* n,
            const int* k, const float* alpha, const float* a,
            const int* a_stride, const float* b, const int* b_stride,
            const float* beta, float* c, const int* c_stride, std::size_t,
            std::size_t) {
  gemm(a_how, b_how, m, n, k, alpha, a, a_stride, b, b_stride, beta, c,
       c_stride);
}
void dgemm_(const char* a_how, const char* b_how, const int* m, const int* n,
            const int* k, const double* alpha, const double* a,
            const int* a_stride, const double* b, const int* b_stride,
            const double* beta, double* c, const int* c_stride, std::size_t,
            std::size_t) {
  gemm(a_how, b_how, m, n, k, alpha, a, a_stride, b, b_stride, beta, c,
       c_stride);
}

void sgemv_(const char* how, const int* m, const int* n, const float* alpha,
            const float* a, const int* a_stride, const float* x,
            const int* x_step, const float* beta, float* y, const int* y_step,
            std::size_t) {
  gemv(how, m, n, alpha, a, a_stride, x, x_step, beta, y, y_step);
}
void dgemv_(const char* how, const int* m, const int* n, const double* alpha,
            const double* a, const int* a_stride, const double* x,
            const int* x_step, const double* beta, double* y, const int* y_step,
            std::size_t) {
  gemv(how, m, n, alpha, a, a_stride, x, x_step, beta, y, y_step);
}

void ssyrk_(const char* triangle, const char* how, const int* n, const int* k,
            const float* alpha, const float* a, const int* a_stride,
            const float* beta, float* c, const int* c_stride, std::size_t,
            std::size_t) {
  syrk(triangle, how, n, k, alpha, a, a_stride, beta, c, c_stride);
}
void dsyrk_(const char* triangle, const char* how, const int* n, const int* k,
            const double* alpha, const double* a, const int* a_stride,
            const double* beta, double* c, const int* c_stride, std::size_t,
            std::size_t) {
  syrk(triangle, how, n, k, alpha, a, a_stride, beta, c, c_stride);
}

float sdot_(const int* n, const float* x, const int* x_step, const float* y,
            const int* y_step) {
  return dot(n, x, x_step, y, y_step);
}
double ddot_(const int* n, const double* x, const int* x_step, const double* y,
             const int* y_step) {
  return dot(n, x, x_step, y, y_step);
}

float sasum_(const int* n, const float* x, const int* step) {
  return asum(n, x, step);
}
double dasum_(const int* n, const double* x, const int* step) {
  return asum(n, x, step);
}

float snrm2_(const int* n, const float* x, const int* step) {
  return nrm2(n, x, step);
}
double dnrm2_(const int* n, const double* x, const int* step) {
  return nrm2(n, x, step);
}
// NOLINTEND(readability-identifier-naming)

}  // extern "C"
