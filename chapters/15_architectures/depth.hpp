/// What depth does to training: plain and residual networks of 20 and 56
/// layers (He et al., CVPR 2016, section 4.2).
#pragma once

#include <memory>

#include "nn/cpu/cpu.hpp"
#include "nn/networks/resnet.hpp"

#include "fitting.hpp"

namespace chapter15 {

struct DeepNetwork {
  std::size_t blocks = 3;  ///< of each width; 6 blocks + 2 layers
  nn::Shortcut shortcut = nn::Shortcut::padded;  ///< none: plain
  std::vector<std::size_t> widths = {8, 16, 32};

  std::size_t layers() const { return 6 * blocks + 2; }
  std::string name() const;  ///< "plain-20"
};

/// For images of 14 x 14 and ten classes; built.
std::unique_ptr<nn::Graph<nn::Cpu>> made(const DeepNetwork& network,
                                         std::uint64_t seed);

/// For each 3x3 convolution, from the first to the last: the norm of its
/// gradient as a share of the norm of its weights.
arma::vec gradient_shares(nn::Model<nn::Cpu>& net);

/// The norms of the same convolutions' weights.
arma::vec weight_norms(nn::Model<nn::Cpu>& net);

/// The shares after forward and backward of a batch, without a step.
arma::vec gradient_shares(nn::Model<nn::Cpu>& net, const nn::Dataset& images,
                          std::size_t batch);

}  // namespace chapter15
