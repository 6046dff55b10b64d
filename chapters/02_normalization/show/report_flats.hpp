/// What the chapter prints about flats.
#pragma once

#include "../flats.hpp"

namespace chapter02 {

/// The first flats as they are, and scaled in three ways.
void print_scaled(const arma::mat& x, arma::uword n);

/// Which flat is nearest to flat 0, in different units.
void print_neighbors(const arma::mat& x);

/// One flat, and its predicted price when the statistics change.
void print_own_statistics(const Flats& flats);

}  // namespace chapter02
