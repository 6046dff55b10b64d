/// Dropout left on: the mean of many random networks.
#pragma once

#include "nn/cpu/cpu.hpp"
#include "nn/model/sequential.hpp"

#include "data.hpp"
#include "score.hpp"

namespace chapter07 {

/// How good the mean of `networks` random networks is.
struct Ensemble {
  int networks = 0;
  Score score;
};

/// Dropout left on: every forward pass is a different network. Their averaged
/// outputs, for each of the given numbers of networks.
std::vector<Ensemble> average_of_networks(nn::Sequential<nn::Cpu>& net,
                                          const Samples& samples,
                                          const std::vector<int>& counts);

}  // namespace chapter07
