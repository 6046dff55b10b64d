/// The experiment that made residual networks, in small: seconds instead of
/// the half hour of ./learn bench architectures.
#pragma once

#include <array>

#include "depth.hpp"

namespace chapter15 {

/// A short training, and the gradients by depth before and after it.
struct DepthTrial {
  DeepNetwork network;
  std::vector<double> losses;  ///< of each epoch
  arma::vec before, after;     ///< gradient_shares() of a batch
  arma::vec growth;            ///< of weight_norms(), as a factor
};

struct DepthPlan {
  std::size_t samples = 512;
  Fitting fitting = {.epochs = 5, .rate = 0.1};
  std::vector<std::size_t> widths = {4, 8, 16};
};

/// plain-20, plain-56, residual-20, residual-56.
std::array<DeepNetwork, 4> deep_networks(
    const std::vector<std::size_t>& widths);

/// How many images gradients and sizes are taken from: 128, if there are.
std::size_t probe_size(const nn::Dataset& train);

DepthTrial try_depth(const DeepNetwork& network, const nn::Dataset& train,
                     const Fitting& fitting);

}  // namespace chapter15
