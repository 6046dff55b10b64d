/// What the batch size does to training, without and with BatchNorm.
#pragma once

#include "data.hpp"
#include "score.hpp"

namespace chapter07 {

struct Recipe;

/// A batch size, and the results of several training runs with it.
struct BatchSize {
  std::size_t size = 0;
  double noise = 0;  ///< deviation of a batch's mean, in deviations of x
  Spread plain, normalized;            ///< accuracy on unseen images
  Spread loss_in_batch, loss_running;  ///< of the same trained network
};

/// How far the mean of a batch is from the overall mean: measured over many
/// batches for each pixel that varies, in units of that pixel's deviation.
/// Theory: 1 / sqrt(batch size).
double noise_of_mean(const arma::fmat& x, std::size_t batch_size,
                     std::uint64_t seed);

/// The same number of samples for every batch size; the learning rate grows
/// with it (Goyal et al., 2017), so each sample moves the weights equally.
std::vector<BatchSize> sweep_batch_sizes(const Data& data, Recipe recipe,
                                         const std::vector<std::size_t>& sizes,
                                         std::size_t seeds);

}  // namespace chapter07
