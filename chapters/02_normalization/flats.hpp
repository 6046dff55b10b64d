/// The chapter's small data set: flats with an area, an age and a price.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/random.hpp"

namespace chapter02 {

/// Flats and what was paid for them.
struct Flats {
  arma::mat features;  ///< 2 x flats: area in square meters, age in years
  arma::rowvec price;  ///< 1 x flats: in thousand euros

  arma::uword size() const { return features.n_cols; }
};

// #region flats
/// n flats. Areas are between 40 and 160 square meters, ages between 4 and 36
/// years; large flats tend to be newer (correlation near -0.5). A square meter
/// adds 4 thousand euros and a year subtracts 3, plus or minus noise.
inline Flats make_flats(arma::uword n, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data);
  Flats flats{arma::mat(2, n), arma::rowvec(n)};
  for (arma::uword i = 0; i < n; ++i) {
    const double a = random.uniform(-1, 1), b = random.uniform(-1, 1);
    const double area = std::round(100 + 60 * a);
    const double age = std::round(20 + 12 * (0.8 * b - 0.5 * a));
    flats.features.col(i) = arma::vec{area, age};
    flats.price(i) = 50 + 4 * area - 3 * age + 20 * random.normal();
  }
  return flats;
}
// #endregion flats

/// The same flats, with the area in square feet instead of square meters.
inline arma::mat in_square_feet(arma::mat features) {
  features.row(0) *= 10.7639104;  // square feet in a square meter
  return features;
}

/// The same flats, with the area in square kilometers.
inline arma::mat in_square_kilometers(arma::mat features) {
  features.row(0) /= 1e6;
  return features;
}

/// Adds a last row of ones, so the last weight is the bias (chapter 1).
inline arma::mat with_ones(const arma::mat& features) {
  return arma::join_cols(features,
                         arma::mat(1, features.n_cols, arma::fill::ones));
}

/// Which column of `x` is nearest to column i, not counting i itself.
inline arma::uword nearest_to(arma::uword i, const arma::mat& x) {
  arma::rowvec distance = arma::sum(arma::square(x.each_col() - x.col(i)), 0);
  distance(i) = arma::datum::inf;
  return distance.index_min();
}

}  // namespace chapter02
