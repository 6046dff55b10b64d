/// Real images to try optimizers on.
#pragma once

#include "nn/data/dataset.hpp"
#include "nn/data/loader.hpp"

namespace chapter06 {

/// How many images, and how many passes over them.
struct Amount {
  std::size_t train = 5000, validation = 1000, test = 10000;
  int epochs = 5;
  int runs = 3;  ///< with different seeds, to average over
};

/// Fashion-MNIST, split: rates are chosen on the validation images, which are
/// never trained on; the test images are only for the final numbers.
struct Images {
  Images(nn::TrainTest all, const Amount& amount);
  Images(const Images&) = delete;  // the subsets point to the data

  /// Pixels with mean 0 and standard deviation 1 (chapter 2).
  nn::Loader::Settings loading(std::size_t batch_size, bool shuffle,
                               std::uint64_t seed = 1) const;

  nn::TrainTest data;
  nn::Subset train, validation, test;
  nn::PixelMoments pixels;
};

/// Fashion-MNIST, or nothing and a line that says why.
std::unique_ptr<Images> find_images(const Amount& amount);

}  // namespace chapter06
