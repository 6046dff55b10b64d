/// Dropout from scratch: Srivastava et al., "Dropout: a simple way to prevent
/// neural networks from overfitting", JMLR 15, 2014, in its inverted form.
#pragma once

#include "nn/layers/dropout.hpp"
#include "nn/model/sequential.hpp"
#include "nn/reference/reference.hpp"

#include "learner.hpp"

namespace chapter07 {

/// Which numbers are dropped: computed by Philox, not stored as a mask.
struct DropoutPlace {
  std::uint64_t seed = 1;
  std::uint32_t layer = 0;  ///< in the model
  std::uint32_t step = 1;   ///< batches seen in training
};

/// 0 with probability p, else 1 / (1 - p): the mean is 1. One call to Philox
/// gives four random words, for four features of a sample; a number is dropped
/// when its word, as a fraction of 2^32, is below p.
inline arma::mat dropout_mask(arma::uword features, arma::uword samples,
                              double p, const DropoutPlace& place) {
  const auto stream = static_cast<std::uint32_t>(nn::Stream::dropout);
  arma::mat mask(features, samples);
  for (arma::uword j = 0; j < samples; ++j)
    for (arma::uword i = 0; i < features; ++i) {
      const auto words = nn::philox(
          {std::uint32_t(i / 4), std::uint32_t(j), place.step,
           stream << 24 | place.layer},
          {std::uint32_t(place.seed), std::uint32_t(place.seed >> 32)});
      mask(i, j) = words[i % 4] * 0x1p-32 < p ? 0 : 1 / (1 - p);
    }
  return mask;
}

/// During training. The gradient is the same product: dx = mask * dy.
inline arma::mat dropout(const arma::mat& x, const arma::mat& mask) {
  return x % mask;
}

/// How far the library's layer is from ours: the largest difference in outputs
/// and gradients over some steps, in a model with this seed.
inline double distance_from_library(const arma::mat& x, double p,
                                    std::uint64_t seed, int steps) {
  nn::Sequential<nn::Reference<double>> model({x.n_rows});
  model.add<nn::Dropout>(p);
  model.build(seed);
  double largest = 0;
  for (int step = 1; step <= steps; ++step) {
    const arma::mat mask =
        dropout_mask(x.n_rows, x.n_cols, p, {seed, 0, std::uint32_t(step)});
    const arma::mat y = model.forward(x), dx = model.backward_to_input(x);
    largest = std::max({largest, arma::abs(y - dropout(x, mask)).max(),
                        arma::abs(dx - dropout(x, mask)).max()});
  }
  return largest;
}

/// A network small enough to try all of its masks: softmax(W x + b).
struct SoftmaxNeuron {
  arma::mat W;  ///< classes x features
  arma::vec b;

  arma::vec operator()(const arma::vec& x) const {
    const arma::vec z = W * x + b;
    const arma::vec e = arma::exp(z - z.max());
    return e / arma::accu(e);
  }
};

/// All 2^n networks that dropout can make from one, combined in two ways.
struct AllMasks {
  arma::vec geometric;  ///< normalized to sum 1
  arma::vec arithmetic;
};

/// Weights every mask by its probability; feasible for few features.
inline AllMasks average_of_all_masks(const SoftmaxNeuron& net,
                                     const arma::vec& x, double p) {
  AllMasks all{arma::vec(net.b.n_elem, arma::fill::zeros),
               arma::vec(net.b.n_elem, arma::fill::zeros)};
  for (unsigned bits = 0; bits < 1u << x.n_elem; ++bits) {
    arma::vec dropped = x;
    double probability = 1;
    for (arma::uword i = 0; i < x.n_elem; ++i) {
      const bool keep = bits >> i & 1;
      dropped(i) *= keep ? 1 / (1 - p) : 0;
      probability *= keep ? 1 - p : p;
    }
    const arma::vec answer = net(dropped);
    all.arithmetic += probability * answer;
    all.geometric += probability * arma::log(answer);
  }
  all.geometric = arma::exp(all.geometric);
  all.geometric /= arma::accu(all.geometric);
  return all;
}

/// How good the mean of `networks` random networks is.
struct Ensemble {
  int networks = 0;
  Score score;
};

inline Score score_of(const arma::fmat& probabilities,
                      const std::vector<std::int32_t>& labels) {
  double loss = 0;
  for (arma::uword j = 0; j < probabilities.n_cols; ++j)
    loss -= std::log(
        std::max(1e-30, double(probabilities(arma::uword(labels[j]), j))));
  return {loss / double(labels.size()),
          nn::accuracy(nn::predict(probabilities), labels)};
}

/// Dropout left on: every forward pass is a different network. Their averaged
/// outputs, for each of the given numbers of networks.
inline std::vector<Ensemble> average_of_networks(
    nn::Sequential<nn::Cpu>& net, const Samples& samples,
    const std::vector<int>& counts) {
  std::vector<Ensemble> ensembles;
  arma::fmat sum;
  for (int n = 1; n <= counts.back(); ++n) {
    const arma::fmat answer =
        nn::softmax(net.forward(samples.x, nn::Mode::train));
    sum = n == 1 ? answer : sum + answer;
    if (std::find(counts.begin(), counts.end(), n) != counts.end())
      ensembles.push_back({n, score_of(sum / float(n), samples.labels)});
  }
  return ensembles;
}

}  // namespace chapter07
