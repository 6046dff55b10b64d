#include "nn/cuda/memory.hpp"

#include "nn/core/error.hpp"
#include "nn/cuda/copy.hpp"

namespace nn::cuda {

void Memory::from_host(const arma::fmat& host, Matrix& x) {
  if (host.n_rows != x.n_rows || host.n_cols != x.n_cols)
    throw ShapeError(fmt::format(
        "from_host: expected a matrix of {} x {}, found one of {} x {}",
        x.n_rows, x.n_cols, host.n_rows, host.n_cols));
  copy_to_device(x.data(), host.memptr(), host.n_elem * sizeof(float));
}

arma::fmat Memory::to_host(const Matrix& x) {
  arma::fmat host(x.n_rows, x.n_cols);
  copy_to_host(host.memptr(), x.data(), x.n_elem * sizeof(float));
  return host;
}

}  // namespace nn::cuda
