/// Statistics belong to the training samples: what happens when they come
/// from the samples being evaluated.
#pragma once

#include "images.hpp"
#include "library.hpp"

namespace chapter02 {

/// The price of one flat (2 x 1) predicted by a model trained on z-scores.
/// weights: 1 x 3, the bias last.
inline double price_of(const arma::mat& flat, const arma::rowvec& weights,
                       const Scaling& scaling) {
  return arma::as_scalar(weights * with_ones(scaling(flat)));
}

/// The same images in fog: half the contrast, and brighter. Bytes again.
inline arma::mat in_fog(const arma::mat& x) {
  return arma::round(0.5 * x + 100);
}

/// How a model for clear images does on foggy ones.
struct FogTest {
  double clear;    ///< accuracy on clear images
  double honest;   ///< in fog, scaled as in training
  double flatter;  ///< in fog, scaled by the foggy images' own statistics
};

/// A linear model learns from z-scores of clear images (each pixel
/// separately), and is then evaluated on foggy ones in two ways.
inline FogTest judge_in_fog(const Images& train, const Images& test,
                            int steps) {
  const Scaling clear = z_score(train.x);
  const arma::mat x = clear(train.x), fog = in_fog(test.x);
  const double rate = 1 / largest_curvature(with_ones(x));
  const arma::mat W = trained_by_hand(x, train.targets, rate, steps);
  const auto judge = [&](const arma::mat& scaled) {
    return accuracy(W * with_ones(scaled), test.labels);
  };
  return {judge(clear(test.x)), judge(clear(fog)), judge(z_score(fog)(fog))};
}

}  // namespace chapter02
