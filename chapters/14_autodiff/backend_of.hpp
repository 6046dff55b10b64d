/// The library's backend for a precision, and work shared among its threads.
#pragma once

#include <type_traits>

#include "nn/cpu/cpu.hpp"
#include "nn/reference/reference.hpp"

namespace chapter14 {

template <class Real>
using Backend = std::conditional_t<std::is_same_v<Real, float>, nn::Cpu,
                                   nn::Reference<double>>;

/// Armadillo's view of numbers that belong to somebody else.
template <class Real>
arma::Mat<Real> view(const Real* numbers, std::size_t rows, std::size_t cols) {
  return {const_cast<Real*>(numbers), rows, cols, false, true};
}

/// f(range) for each worker's share of n.
template <class Real, class F>
void share(std::size_t n, double work, F f) {
  using B = Backend<Real>;
  B::parallel([&](nn::Worker worker) { f(worker.share(n)); }, B::fed_by(work));
}

}  // namespace chapter14
