/// BatchNorm in three places: how large the blocks' outputs are at the start,
/// and a short training.
#pragma once

#include "depth_trials.hpp"
#include "norm_place.hpp"

namespace chapter15 {

struct NormNetwork {
  std::size_t blocks = 9;
  std::vector<std::size_t> widths = {4, 8, 16};
};

struct NormTrial {
  NormPlace place;
  arma::vec sizes;             ///< block_sizes() before the first step
  std::vector<double> losses;  ///< epoch by epoch
};

NormTrial try_place(NormPlace place, const NormNetwork& network,
                    const nn::Dataset& train, const Fitting& fitting);

/// A residual network has its BatchNorm before the addition: this is a trial of
/// that place, without training it again.
NormTrial as_norm_trial(const DepthTrial& trial, const nn::Dataset& train,
                        std::uint64_t seed);

}  // namespace chapter15
