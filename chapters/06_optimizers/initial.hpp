/// What five rules for the initial weights do to the activations of a deep
/// network, measured and predicted.
#pragma once

#include "nn/layers/initializers.hpp"
#include "nn/model/sequential.hpp"

#include "methods.hpp"

namespace chapter06 {

inline constexpr arma::uword layer_size = 100, hidden_layers = 5;

enum class Squash { sigmoid, tanh, relu };
inline constexpr std::array all_squashes{Squash::sigmoid, Squash::tanh,
                                         Squash::relu};

const char* name_of(Squash squash);
double squashed(Squash squash, double z);

/// A rule for the initial weights.
struct Start {
  std::string name, file;
  nn::Initializer rule;
};

/// The five of the chapter. Orthogonal weights need a gain: ReLU loses half of
/// the mean square, sqrt(2) restores it.
std::vector<Start> five_starts(Squash squash);

/// Samples of normal numbers, units x samples.
arma::mat normal_samples(arma::uword samples, std::uint64_t seed);

/// The activations of each hidden layer, by hand: h = f(W h), five times.
std::vector<arma::mat> hidden_by_hand(const Start& start, Squash squash,
                                      arma::mat h, std::uint64_t seed);

/// The same five layers from the library.
std::unique_ptr<nn::Sequential<Exact>> five_layers(const Start& start,
                                                   Squash squash,
                                                   std::uint64_t seed);

/// The activations of its hidden layers, one matrix a layer.
std::vector<arma::mat> hidden_of_library(nn::Sequential<Exact>& model,
                                         const arma::mat& x);

/// The largest difference between the hidden activations by hand and those of
/// the library, over all functions and starts.
double hidden_difference(const arma::mat& x, std::uint64_t seed);

/// The standard deviation of all numbers of each layer.
arma::rowvec deviations(const std::vector<arma::mat>& activations);

/// Mean and mean square of f(z) for a normal z with mean 0 and variance q:
/// the integral, as a sum.
struct Moments {
  double mean = 0, square = 0;
};
Moments moments(Squash squash, double q);

/// The deviation of each layer's activations, by the rule behind Xavier and He.
arma::rowvec predicted_deviations(const Start& start, Squash squash);

/// What a layer without a function does to the mean square of numbers of
/// variance 1: forward to the units' inputs z = W h, backward to the
/// derivatives with respect to h, which are W^T times those with respect to z.
struct BothWays {
  double forward = 0, backward = 0;
};
BothWays predicted_both_ways(double variance, std::size_t n_in,
                             std::size_t n_out);
/// The same, measured with weights and numbers that are drawn.
BothWays measured_both_ways(const nn::Initializer& rule, std::size_t n_in,
                            std::size_t n_out, std::uint64_t seed);

/// The other direction: random derivatives of size 1 enter after the last
/// layer; how large (root mean square) is the gradient of each layer's W?
arma::rowvec gradient_sizes(const Start& start, Squash squash,
                            const arma::mat& x, std::uint64_t seed);

}  // namespace chapter06
