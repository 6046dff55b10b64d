/// Two different models with the same loss.
/// Source: notes B, "overfitting"; D1.4.3.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/random.hpp"

namespace chapter04 {

/// Two rows of weights with the same score for (1, 1, 1, 1), CS231n's example:
/// one looks at the first pixel only, the other at all four.
inline arma::rowvec one_pixel() {
  return {1, 0, 0, 0};
}
inline arma::rowvec four_quarters() {
  return {0.25, 0.25, 0.25, 0.25};
}

/// The Legendre polynomials P0 ... P(n-1) at every x in -1 ... 1: n x samples.
/// Bonnet's recursion: (k + 1) P(k+1) = (2k + 1) x P(k) - k P(k-1).
inline arma::mat legendre(const arma::rowvec& x, arma::uword n) {
  arma::mat p(n, x.n_elem, arma::fill::ones);
  if (n > 1) p.row(1) = x;
  for (arma::uword k = 1; k + 1 < n; ++k)
    p.row(k + 1) =
        (double(2 * k + 1) * x % p.row(k) - double(k) * p.row(k - 1)) /
        double(k + 1);
  return p;
}

/// What both models should learn: one period of a sine.
inline arma::rowvec truth(const arma::rowvec& x) {
  return arma::sin(arma::datum::pi * x);
}

/// Two rows of 15 weights, and the nine inputs that both are fitted to.
struct Twins {
  arma::rowvec x;
  arma::rowvec smooth, wild;  ///< 1 x 15
};

/// Mean of (w P(x) - truth)^2.
inline double polynomial_loss(const arma::rowvec& w, const arma::rowvec& x) {
  return arma::mean(arma::square(w * legendre(x, w.n_elem) - truth(x)));
}

/// 15 weights and nine points: many weights give a loss of 0. The smooth model
/// has the smallest |w|^2 of them all. The wild one adds a polynomial that is
/// 0 at all nine points, so no loss on these points can tell them apart.
inline Twins twins(std::uint64_t seed) {
  Twins both;
  both.x = arma::linspace<arma::rowvec>(-0.95, 0.95, 9);
  const arma::mat p = legendre(both.x, 15);
  both.smooth = truth(both.x) * arma::pinv(p);
  nn::Random random(seed, nn::Stream::weights, 4);
  arma::rowvec extra(15);
  for (double& value : extra)
    value = random.normal();
  extra -= extra * p * arma::pinv(p);  // remove what is visible at the points
  both.wild = both.smooth + 5 * arma::normalise(extra);
  return both;
}

}  // namespace chapter04
