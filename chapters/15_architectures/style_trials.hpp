/// A training of each of the three small networks.
#pragma once

#include "count.hpp"
#include "fitting.hpp"
#include "small_networks.hpp"

namespace chapter15 {

struct StylePlan {
  std::size_t samples = 512;
  Fitting fitting = {.epochs = 2, .rate = 0.1};
};

struct StyleTrial {
  std::size_t depth = 0;  ///< layers with weights, on the longest way
  Cost cost;
  double loss = 0;      ///< training loss of the last epoch
  double accuracy = 0;  ///< on `test`, if there is one
};
StyleTrial try_style(Style style, const nn::Dataset& train,
                     const Fitting& fitting, const nn::Dataset* test = nullptr);

/// Layers with weights on the longest way from the input to the output.
std::size_t depth_of(const nn::Model<nn::Cpu>& net);

}  // namespace chapter15
