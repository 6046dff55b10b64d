/// Dead units: a ReLU that is below 0 for every image gets no gradient, so
/// that it stays there. How many, on real images?
#pragma once

#include <vector>

#include "nn/cpu/cpu.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"
#include "nn/model/sequential.hpp"

namespace chapter03 {

/// Images as columns of numbers 0 ... 1, with their labels.
struct Images {
  arma::fmat x;
  std::vector<std::int32_t> labels;
};

/// The first `train` training and `test` test images; DataError without data.
struct TrainTestImages {
  Images train, test;
};
TrainTestImages first_images(arma::uword train, arma::uword test);

/// How one network is trained.
struct DeadSettings {
  double rate = 0.1;
  float bias = 0;      ///< of the hidden units, at the start
  bool leaky = false;  ///< LeakyReLU(0.01) in the place of ReLU
  int steps = 300;     ///< of 100 images each
  std::uint64_t seed = 1;
};

/// What became of it.
struct DeadRun {
  arma::uword units = 0;          ///< hidden units
  arma::uword silent_before = 0;  ///< that are above 0 for no test image
  arma::uword silent_after = 0;
  double accuracy = 0;  ///< share of the test images that are right
};

using FastModel = nn::Sequential<nn::Cpu>;

/// Hidden units that are above 0 for none of the images.
arma::uword silent_units(FastModel& model, const arma::fmat& x);

/// 784-100-10 by plain descent, mini-batch after mini-batch.
DeadRun train_and_count(const TrainTestImages& images,
                        const DeadSettings& settings);

}  // namespace chapter03
