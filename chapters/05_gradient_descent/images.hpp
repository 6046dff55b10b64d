/// Batch, mini-batch and stochastic descent on real images, with the library's
/// Loader, Sgd and Trainer. Notes D1.8, E.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/data/dataset.hpp"
#include "nn/data/loader.hpp"

namespace chapter05 {

/// How training went.
struct Training {
  arma::vec samples_seen, loss;  ///< the loss over all training images
  arma::vec step_loss;           ///< the loss of each batch, step by step
  double accuracy = 0;           ///< at the end, on the same images
};

/// One layer of 784 x 10 weights and 10 biases, followed by softmax and
/// cross-entropy: its loss is convex, so there is no second valley. Weights
/// start at 0. Works on the first `count` images of `data`, which must outlive
/// it. Two threads by default: small batches do not have enough work for more.
class ImageTask {
 public:
  ImageTask(const nn::Dataset& data, std::size_t count, std::uint64_t seed);

  std::size_t count() const { return images_.size(); }

  /// Trains for `epochs` passes over all images.
  Training train(double rate, std::size_t batch_size, int epochs) const;

  /// One epoch of a larger network, 784-128-10; training loop only.
  double seconds_of_epoch(std::size_t batch_size, int threads) const;

  /// Root mean square distance between the gradients of `trials` batches and
  /// that of all images, at the start.
  double gradient_noise(std::size_t batch_size, int trials) const;

 private:
  nn::Loader::Settings settings(std::size_t batch_size) const;

  nn::Subset images_;
  nn::PixelMoments moments_;
  std::uint64_t seed_;
};

}  // namespace chapter05
