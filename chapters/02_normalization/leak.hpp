/// Statistics belong to the training samples: what happens when they come
/// from the samples being evaluated.
#pragma once

#include "images.hpp"
#include "scaling.hpp"

namespace chapter02 {

/// The price of one flat (2 x 1) predicted by a model trained on z-scores.
/// weights: 1 x 3, the bias last.
double price_of(const arma::mat& flat, const arma::rowvec& weights,
                const Scaling& scaling);

/// The same images in fog: half the contrast, and brighter. Bytes again.
arma::mat in_fog(const arma::mat& x);

/// How a model for clear images does on foggy ones.
struct FogTest {
  double clear;    ///< accuracy on clear images
  double honest;   ///< in fog, scaled as in training
  double flatter;  ///< in fog, scaled by the foggy images' own statistics
};

/// A linear model learns from z-scores of clear images (each pixel
/// separately), and is then evaluated on foggy ones in two ways.
FogTest judge_in_fog(const Images& train, const Images& test, int steps);

}  // namespace chapter02
