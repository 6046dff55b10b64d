/// The chapter's small data set: flats with an area, an age and a price.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter02 {

/// Flats and what was paid for them.
struct Flats {
  arma::mat features;  ///< 2 x flats: area in square meters, age in years
  arma::rowvec price;  ///< 1 x flats: in thousand euros

  arma::uword size() const { return features.n_cols; }
};

/// n flats, made up. Large ones tend to be newer.
Flats make_flats(arma::uword n, std::uint64_t seed);

/// Ages of nine flats; for the last, someone typed the year it was built.
arma::mat ages_with_typo();

/// The same flats, with the area in square feet instead of square meters.
arma::mat in_square_feet(arma::mat features);

/// The same flats, with the area in square kilometers.
arma::mat in_square_kilometers(arma::mat features);

/// The same flats, with the area in tens of square meters.
arma::mat in_tens_of_square_meters(arma::mat features);

/// Adds a last row of ones, so the last weight is the bias (chapter 1).
arma::mat with_ones(const arma::mat& features);

/// Which column of `x` is nearest to column i, not counting i itself.
arma::uword nearest_to(arma::uword i, const arma::mat& x);

}  // namespace chapter02
