#include "nn/cpu/openblas.hpp"

#include <cblas.h>

namespace nn::cpu {
namespace {

Products chosen = Products::own;

blasint as_int(arma::uword n) {
  return static_cast<blasint>(n);
}

}  // namespace

void set_products(Products products) {
  chosen = products;
}

Products products() {
  return chosen;
}

namespace openblas {

void linear(const arma::fmat& W, const arma::fmat& b, const arma::fmat& x,
            arma::fmat& y) {
  for (arma::uword j = 0; j < y.n_cols; ++j)
    std::copy_n(b.memptr(), y.n_rows, y.colptr(j));
  cblas_sgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, as_int(y.n_rows),
              as_int(y.n_cols), as_int(W.n_cols), 1, W.memptr(),
              as_int(W.n_rows), x.memptr(), as_int(x.n_rows), 1, y.memptr(),
              as_int(y.n_rows));
}

void input_gradient(const arma::fmat& W, const arma::fmat& dy, arma::fmat& dx) {
  cblas_sgemm(CblasColMajor, CblasTrans, CblasNoTrans, as_int(dx.n_rows),
              as_int(dx.n_cols), as_int(W.n_rows), 1, W.memptr(),
              as_int(W.n_rows), dy.memptr(), as_int(dy.n_rows), 0, dx.memptr(),
              as_int(dx.n_rows));
}

void weight_gradient(const arma::fmat& x, const arma::fmat& dy, Range range,
                     arma::fmat& dW) {
  cblas_sgemm(CblasColMajor, CblasNoTrans, CblasTrans, as_int(dW.n_rows),
              as_int(range.size()), as_int(dy.n_cols), 1, dy.memptr(),
              as_int(dy.n_rows), x.memptr() + range.begin, as_int(x.n_rows), 0,
              dW.colptr(range.begin), as_int(dW.n_rows));
}

}  // namespace openblas
}  // namespace nn::cpu
