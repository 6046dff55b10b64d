/// BatchNorm in three places: how large the blocks' outputs are at the start,
/// and a short training.
#pragma once

#include "fitting.hpp"
#include "norm_place.hpp"

namespace chapter15 {

struct NormPlan {
  std::size_t samples = 512, blocks = 9;
  std::vector<std::size_t> widths = {4, 8, 16};
  std::vector<double> rates = {0.1};  ///< each place at its best
  Fitting fitting = {.epochs = 4, .rate = 0.1};
};

struct NormTrial {
  NormPlace place;
  arma::vec sizes;             ///< block_sizes() before the first step
  double rate = 0;             ///< the best one …
  std::vector<double> losses;  ///< … and its losses, epoch by epoch
};

/// The rate with the lowest loss in the last epoch.
NormTrial try_place(NormPlace place, const nn::Dataset& train,
                    const NormPlan& plan);

}  // namespace chapter15
