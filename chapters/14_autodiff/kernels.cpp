#include "kernels.hpp"

#include "backend_of.hpp"

namespace chapter14 {
namespace {

template <class Real>
const arma::Mat<Real>& no_bias(std::size_t rows) {
  thread_local arma::Mat<Real> zeros;
  if (zeros.n_rows != rows) zeros.zeros(rows, 1);
  return zeros;
}

double multiply_adds(std::size_t rows, std::size_t inner, std::size_t cols) {
  return static_cast<double>(rows) * static_cast<double>(inner) *
         static_cast<double>(cols);
}

}  // namespace

/// The columns of C are divided among the threads.
template <class Real>
void product(const Real* A, const Real* B, Real* C, std::size_t rows,
             std::size_t inner, std::size_t cols) {
  const auto W = view(A, rows, inner);
  const auto work = multiply_adds(rows, inner, cols);
  share<Real>(cols, work, [&](nn::Range range) {
    const auto x = view(B + range.begin * inner, inner, range.size());
    auto y = view(C + range.begin * rows, rows, range.size());
    Backend<Real>::linear(W, no_bias<Real>(rows), x, /*relu=*/false, y);
  });
}

template <class Real>
void product_tn(const Real* A, const Real* B, Real* C, std::size_t rows,
                std::size_t inner, std::size_t cols) {
  const auto W = view(A, inner, rows);
  const auto work = multiply_adds(rows, inner, cols);
  share<Real>(cols, work, [&](nn::Range range) {
    const auto dy = view(B + range.begin * inner, inner, range.size());
    auto dx = view(C + range.begin * rows, rows, range.size());
    Backend<Real>::linear_input_gradient(W, dy, dx);
  });
}

template <class Real>
void product_nt(const Real* A, const Real* B, Real* C, std::size_t rows,
                std::size_t inner, std::size_t cols) {
  const auto dy = view(A, rows, inner), x = view(B, cols, inner);
  auto dW = view(C, rows, cols);
  const auto work = multiply_adds(rows, inner, cols);
  share<Real>(cols, work, [&](nn::Range range) {
    Backend<Real>::linear_weight_gradient(x, dy, range, dW);
  });
}

template void product(const float*, const float*, float*, std::size_t,
                      std::size_t, std::size_t);
template void product(const double*, const double*, double*, std::size_t,
                      std::size_t, std::size_t);
template void product_tn(const float*, const float*, float*, std::size_t,
                         std::size_t, std::size_t);
template void product_tn(const double*, const double*, double*, std::size_t,
                         std::size_t, std::size_t);
template void product_nt(const float*, const float*, float*, std::size_t,
                         std::size_t, std::size_t);
template void product_nt(const double*, const double*, double*, std::size_t,
                         std::size_t, std::size_t);

void run_parallel(void (*f)(void*, std::size_t, std::size_t), void* of,
                  std::size_t n, std::size_t numbers_each) {
  const auto share = [&](nn::Worker worker) {
    const nn::Range mine = worker.share(n, numbers_each > 1 ? 1 : 64);
    if (!mine.empty()) f(of, mine.begin, mine.end);
  };
  nn::Cpu::parallel(share, nn::Cpu::fed_by_numbers(n * numbers_each));
}

}  // namespace chapter14
