// In place of nn/core/blas.cpp and nn/cpu/openblas.cpp where there is no
// OpenBLAS.
#include <cstdlib>

#include "nn/core/blas.hpp"
#include "nn/cpu/openblas.hpp"

namespace nn {

const BlasReport& select_blas_kernels() {
  static const BlasReport none;
  return none;
}

namespace cpu {

Products products() {
  return Products::own;
}

namespace openblas {

void linear(const arma::fmat&, const arma::fmat&, const arma::fmat&,
            arma::fmat&) {
  std::abort();
}
void input_gradient(const arma::fmat&, const arma::fmat&, arma::fmat&) {
  std::abort();
}
void weight_gradient(const arma::fmat&, const arma::fmat&, Range, arma::fmat&) {
  std::abort();
}

}  // namespace openblas
}  // namespace cpu
}  // namespace nn
