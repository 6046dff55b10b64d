/// Two recordings, taken apart by PCA and by ICA.
#pragma once

#include "ica.hpp"
#include "sources.hpp"

namespace chapter12 {

/// FastICA with a start that the seed draws, and PCA's coordinates.
struct Unmixed {
  Ica ica;
  arma::mat pca;      ///< 2 x samples
  double by_ica = 0;  ///< the worse of both |correlations| with the sources
  double by_pca = 0;
};
Unmixed unmix(const Recording& recording, std::uint64_t seed);

/// FastICA on the first half of a recording and on the second: how alike is
/// what both matrices make of all of it? 1 is the same up to order and sign.
double halves_agree(const Recording& recording, std::uint64_t seed);

}  // namespace chapter12
