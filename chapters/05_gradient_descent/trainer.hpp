/// The library's training loop next to one written by hand.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/data/loader.hpp"

namespace chapter05 {

/// 8 x 8 pixels of noise, brighter in the label's rows: 3 classes.
nn::Dataset stripes(std::size_t count, std::uint64_t seed);

/// One layer of scores with softmax and cross-entropy, trained for `epochs`
/// by plain formulas. Returns W column by column, then b.
arma::vec train_by_hand(const nn::Dataset& images,
                        const nn::Loader::Settings& settings, double rate,
                        int epochs);

/// The same with Linear, SoftmaxCrossEntropy, Sgd and Trainer.
arma::vec train_with_library(const nn::Dataset& images,
                             const nn::Loader::Settings& settings, double rate,
                             int epochs);

}  // namespace chapter05
