/// Dead units: a ReLU whose input is below 0 for every image gets no gradient
/// and stays there. How many are there on real images?
#pragma once

#include <vector>

#include "nn/cpu/cpu.hpp"
#include "nn/data/dataset.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"
#include "nn/model/sequential.hpp"

namespace chapter03 {

/// Images as columns of numbers 0 ... 1, with their labels.
struct Images {
  arma::fmat x;
  std::vector<std::int32_t> labels;
};

/// The first `train` training and `test` test images of a data set.
struct TrainTestImages {
  Images train, test;
};
TrainTestImages first_images(const nn::TrainTest& all, arma::uword train,
                             arma::uword test);

/// How one network is trained.
struct DeadSettings {
  double rate = 0.1;
  float bias = 0;      ///< initial bias of the hidden units
  bool leaky = false;  ///< LeakyReLU(0.01) instead of ReLU
  int steps = 300;     ///< of 100 images each
  std::uint64_t seed = 1;
};

/// The result of such a training.
struct DeadRun {
  arma::uword units = 0;          ///< hidden units
  arma::uword silent_before = 0;  ///< that are above 0 for no test image
  arma::uword silent_after = 0;
  double accuracy = 0;  ///< share of test images classified correctly
};

using FastModel = nn::Sequential<nn::Cpu>;

/// Hidden units that are above 0 for none of the images.
arma::uword silent_units(FastModel& model, const arma::fmat& x);

/// 784-100-10, trained by plain mini-batch gradient descent.
DeadRun train_and_count(const TrainTestImages& images,
                        const DeadSettings& settings);

}  // namespace chapter03
