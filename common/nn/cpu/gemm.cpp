#include "nn/cpu/gemm.hpp"

#include <cblas.h>

namespace nn::cpu {

void gemm(const ConstBlock& A, const ConstBlock& B, float beta,
          const Block& C) {
  if (C.rows == 0 || C.cols == 0) return;
  const std::size_t inner = A.transposed ? A.rows : A.cols;
  cblas_sgemm(
      CblasColMajor, A.transposed ? CblasTrans : CblasNoTrans,
      B.transposed ? CblasTrans : CblasNoTrans, static_cast<blasint>(C.rows),
      static_cast<blasint>(C.cols), static_cast<blasint>(inner), 1.0f, A.data,
      static_cast<blasint>(A.stride), B.data, static_cast<blasint>(B.stride),
      beta, C.data, static_cast<blasint>(C.stride));
}

}  // namespace nn::cpu
