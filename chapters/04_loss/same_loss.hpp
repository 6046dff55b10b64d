/// Two different models with the same loss.
/// Source: notes B, "overfitting"; D1.4.3.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter04 {

/// Two rows of weights with the same score for (1, 1, 1, 1), CS231n's example:
/// one looks at the first pixel only, the other at all four.
arma::rowvec one_pixel();
arma::rowvec four_quarters();

/// The Legendre polynomials P0 ... P(n-1) at every x in -1 ... 1: n x samples.
/// Bonnet's recursion: (k + 1) P(k+1) = (2k + 1) x P(k) - k P(k-1).
arma::mat legendre(const arma::rowvec& x, arma::uword n);

/// What both models should learn: one period of a sine.
arma::rowvec truth(const arma::rowvec& x);

/// Two rows of 15 weights, and the nine inputs that both are fitted to.
struct Twins {
  arma::rowvec x;
  arma::rowvec smooth, wild;  ///< 1 x 15
};

/// Mean of (w P(x) - truth)^2.
double polynomial_loss(const arma::rowvec& w, const arma::rowvec& x);

/// 15 weights and nine points: many weights give a loss of 0. The smooth model
/// has the smallest |w|^2 of them all. The wild one adds a polynomial that is
/// 0 at all nine points, so no loss on these points can tell them apart.
Twins twins(std::uint64_t seed);

}  // namespace chapter04
