/// The k nearest neighbors of many samples, by matrix products on all cores.
#pragma once

#include <cstdint>

#include "nn/core/armadillo.hpp"

namespace nn::classical {

/// Of each query its nearest training samples, the nearest first; among equally
/// near ones, the lowest index.
struct Nearest {
  arma::Mat<std::uint32_t> index;  ///< k x queries: columns of `train`
  arma::mat squared;               ///< k x queries: squared distances
};

/// Brute force. train: features x n, queries: features x m.
///
/// A product in float gives |a|^2 / 2 - a'b for all pairs, and a bound for its
/// error; whatever might be among the nearest by that is measured again in
/// double, by the definition: sum_f (a_f - b_f)^2 with f ascending. So indices
/// and distances are those of the definition, ties included, on any machine
/// and any number of threads.
///
/// UsageError unless 1 <= k <= n, and if the numbers of features differ or a
/// number is not finite or so large that its square is not.
Nearest nearest(const arma::fmat& train, const arma::fmat& queries,
                std::size_t k);

}  // namespace nn::classical
