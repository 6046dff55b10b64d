/// EM whose covariances are held at one small multiple of the identity: its
/// limit is k-means.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter12 {

/// EM with equal weights and all covariances equal to variance * I; only the
/// means move. Stops when none of them moves by more than 1e-9.
struct SoftKMeans {
  arma::mat centers;           ///< features x k
  arma::mat responsibilities;  ///< k x samples
};
SoftKMeans soft_kmeans(const arma::mat& x, const arma::mat& start,
                       double variance, int most = 500);

}  // namespace chapter12
