/// Signals that are mixed, as two microphones hear two speakers.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter12 {

/// Two independent signals of variance 1 and what two microphones record.
struct Recording {
  arma::mat sources;  ///< 2 x samples
  arma::mat mixing;   ///< 2 x 2
  arma::mat x;        ///< mixing * sources
};

/// A sine and a sawtooth with periods, phases and a mixing that the seed draws.
Recording two_speakers(arma::uword samples, std::uint64_t seed);

/// The same mixing of two normal noises: nothing can unmix them.
Recording two_noises(arma::uword samples, std::uint64_t seed);

/// |correlation| of each row of a with each row of b.
arma::mat correlations(const arma::mat& a, const arma::mat& b);

/// How well the worse source was found: for both ways to pair two rows of
/// `found` with the sources, the smaller |correlation|; the larger of both.
double recovered(const arma::mat& found, const arma::mat& sources);

}  // namespace chapter12
