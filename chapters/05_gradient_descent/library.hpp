/// The same from the library: Sgd, the gradient check, the moving average.
#pragma once

#include <cstdint>

#include "nn/model/sequential.hpp"
#include "nn/reference/reference.hpp"

#include "functions.hpp"
#include "regression.hpp"

namespace chapter05 {

using Double = nn::Reference<double>;

/// descend() with the library's optimizer: it refers to the vectors of
/// parameters and gradients, and step() updates one from the other.
arma::mat descend_with_library(const Gradient& gradient, const arma::vec& start,
                               double rate, int steps);

/// A small network for the gradient check, 3 - 4 - 2, with its samples.
struct SmallNetwork {
  nn::Sequential<Double> model{{3}};
  arma::mat x = arma::mat(3, 5);  // inputs x samples

  explicit SmallNetwork(std::uint64_t seed);
};

/// How far its gradients by backward() are from those by numerical_gradient():
/// the largest distance over all tensors.
double worst_by_hand(SmallNetwork& network, std::uint64_t seed, double h);

/// descend_in_batches() with a Linear layer of one weight and one bias, the
/// mean squared error and Sgd. 2 x (steps + 1)
arma::mat batches_with_library(const Samples& samples, const arma::vec& start,
                               double rate, std::size_t batch_size, int epochs,
                               std::uint64_t seed);

/// moving_mean() without correction, by the library operation that averages
/// weights.
arma::vec moving_mean_of_library(const arma::vec& values, double beta);

}  // namespace chapter05
