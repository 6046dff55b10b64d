/// A recurrent network, unrolled: the same weights at every step of time.
/// Elman, "Finding structure in time", 1990.
#pragma once

#include "nn/core/armadillo.hpp"

#include "program.hpp"

namespace chapter14 {

// #region elman
/// What all steps share.
struct Elman {
  Tensor W;  ///< hidden x hidden
  Tensor U;  ///< hidden x features
  Tensor b;  ///< hidden
};

enum class Bend { tanh, none };

/// h(t) = tanh(W h(t-1) + U x(t) + b), or the same without tanh. Returns h(0),
/// h(1), … h(T). h0: hidden x samples; x: T times features x samples.
Tensors unroll(const Elman& net, const Located& h0, const Tensors& x,
               Bend bend = Bend::tanh);
// #endregion elman

/// How far off a recurrent network remembers, or how wildly.
struct Distances {
  double radius = 1;       ///< spectral radius of W
  std::size_t steps = 50;  ///< of time
  Bend bend = Bend::tanh;
  std::size_t hidden = 16;
};

/// |dL/dh(T-k)| / |dL/dh(T)| for k = 0 … T: what is left of a gradient k steps
/// before the end. W, U, the inputs and dL/dh(T) are drawn from the seed.
arma::vec gradient_by_distance(const Distances& how, std::uint64_t seed);
/// The median over the seeds 1 … runs.
arma::vec median_by_distance(const Distances& how, std::uint64_t runs);

/// The largest absolute value of the eigenvalues, as the growth of powers:
/// |W^n|^(1/n) with n = 2^24. nn::ShapeError if W is not square.
double spectral_radius(arma::mat W);

}  // namespace chapter14
