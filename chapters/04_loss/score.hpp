/// Scores: the evidence for each class in an image, f(x) = W x + b.
/// Source: notes B, "score function".
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter04 {

/// A row of weights and a bias for every class.
struct LinearClassifier {
  arma::mat weights;  ///< classes x pixels
  arma::vec bias;     ///< classes
};

/// The four-pixel image of a well-known lecture (Stanford's CS231n, "Linear
/// Classification"), and its classifier for cat, dog and ship.
arma::vec four_pixels();
LinearClassifier cat_dog_ship();

/// score = w1 x1 + w2 x2 + ... + b, class by class and pixel by pixel.
/// x: one number per pixel. Returns one number per class.
arma::vec scores_by_loop(const LinearClassifier& f, const arma::vec& x);

/// The same for many images at once: pixels x samples -> classes x samples.
arma::mat scores(const LinearClassifier& f, const arma::mat& x);

}  // namespace chapter04
