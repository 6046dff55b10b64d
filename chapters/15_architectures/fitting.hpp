/// How every network of this part of the chapter is trained.
#pragma once

#include <vector>

#include "nn/cpu/cpu.hpp"
#include "nn/data/dataset.hpp"
#include "nn/model/model.hpp"

namespace chapter15 {

/// The first `count` images, each pixel the mean of 2 x 2: a quarter of the
/// work. UsageError if there are fewer, or their sides are odd.
nn::Dataset halved(const nn::Dataset& data, std::size_t count);

struct Fitting {
  int epochs = 3;
  double rate = 0.1;  ///< at first; falls to 0 in half a cosine wave
  std::uint64_t seed = 1;
};

/// Momentum 0.9, batches of 128. Returns the mean loss of each epoch; infinity
/// for those after the numbers grew beyond all bounds.
std::vector<double> fit(nn::Model<nn::Cpu>& net, const nn::Dataset& train,
                        const Fitting& fitting);

/// The share of `test` that is named right; `train` says how pixels are scaled.
double accuracy_of(nn::Model<nn::Cpu>& net, const nn::Dataset& train,
                   const nn::Dataset& test);

}  // namespace chapter15
