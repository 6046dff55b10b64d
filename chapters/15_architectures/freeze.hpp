/// Three ways to freeze all layers but the last, and what moves all the same.
#pragma once

#include <string>

#include "transfer.hpp"

namespace chapter15 {

enum class Freezing {
  zero_gradients,    ///< the optimizer gets all parameters, gradients 0
  fewer_parameters,  ///< the optimizer gets those of the last layer only
  features_once,     ///< the frozen layers are in use, not in training
};
inline constexpr Freezing all_freezings[] = {Freezing::zero_gradients,
                                             Freezing::fewer_parameters,
                                             Freezing::features_once};
std::string name_of(Freezing freezing);

/// The largest change of a number in the layers that should be frozen.
struct Moved {
  double weights = 0;        ///< of their parameters
  double running_means = 0;  ///< of BatchNorm's running means and variances
  double features = 0;       ///< of what they make of one image
};

/// Trains the last layer of a copy of `source` for a few steps of momentum with
/// a weight decay of 0.01.
Moved moved_by(Freezing freezing, TransferNet& source, std::size_t classes,
               const SmallImages& images);

}  // namespace chapter15
