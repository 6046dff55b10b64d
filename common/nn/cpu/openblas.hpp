/// The linear layer's products through OpenBLAS: the old way, for comparison.
/// Its last bits depend on the processor and on the number of threads.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/parallel.hpp"

namespace nn::cpu {

/// What multiplies the matrices of linear layers.
enum class Products { own, openblas };

/// For all threads, before they compute. The default is `own`.
void set_products(Products products);
Products products();

/// The same as the functions of Linear; see reference::Linear.
namespace openblas {

void linear(const arma::fmat& W, const arma::fmat& b, const arma::fmat& x,
            arma::fmat& y);
void input_gradient(const arma::fmat& W, const arma::fmat& dy, arma::fmat& dx);
void weight_gradient(const arma::fmat& x, const arma::fmat& dy, Range range,
                     arma::fmat& dW);

}  // namespace openblas
}  // namespace nn::cpu
