#include "flats.hpp"

#include "nn/core/random.hpp"

namespace chapter02 {

// #region flats
/// n flats. Areas are between 40 and 160 square meters, ages between 4 and 36
/// years; large flats tend to be newer (correlation near -0.5). A square meter
/// adds 4 thousand euros and a year subtracts 3, plus or minus noise.
Flats make_flats(arma::uword n, std::uint64_t seed) {
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

arma::mat ages_with_typo() {
  return {{3, 7, 12, 15, 18, 21, 26, 30, 2003}};
}

arma::mat in_square_feet(arma::mat features) {
  features.row(0) *= 10.7639104;  // square feet in a square meter
  return features;
}

arma::mat in_square_kilometers(arma::mat features) {
  features.row(0) /= 1e6;
  return features;
}

arma::mat in_tens_of_square_meters(arma::mat features) {
  features.row(0) /= 10;
  return features;
}

arma::mat with_ones(const arma::mat& features) {
  return arma::join_cols(features,
                         arma::mat(1, features.n_cols, arma::fill::ones));
}

arma::uword nearest_to(arma::uword i, const arma::mat& x) {
  arma::rowvec distance = arma::sum(arma::square(x.each_col() - x.col(i)), 0);
  distance(i) = arma::datum::inf;
  return distance.index_min();
}

}  // namespace chapter02
