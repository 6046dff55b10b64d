#include "bias_variance.hpp"

#include "nn/core/random.hpp"

namespace chapter07 {

namespace {

/// Legendre polynomials 0 ... degree at x, one a column: with plain powers, the
/// equations of a high degree are hard to solve accurately.
arma::mat polynomials(const arma::vec& x, int degree) {
  arma::mat p(x.n_elem, arma::uword(degree) + 1, arma::fill::ones);
  if (degree > 0) p.col(1) = x;
  for (arma::uword k = 1; k + 1 < p.n_cols; ++k)
    p.col(k + 1) =
        (double(2 * k + 1) * x % p.col(k) - double(k) * p.col(k - 1)) /
        double(k + 1);
  return p;
}

arma::mat noisy(const arma::vec& curve, arma::uword sets, nn::Random& random) {
  arma::mat t = arma::repmat(curve, 1, sets);
  for (double& value : t)
    value += noise_of_points * random.normal();
  return t;
}

double mean_square(const arma::mat& difference) {
  return arma::mean(arma::vectorise(arma::square(difference)));
}

}  // namespace

arma::vec true_curve(const arma::vec& x) {
  return arma::sin(3 * x + 1);
}

TrainingSets draw_sets(arma::uword points, arma::uword sets,
                       std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data, 21);
  const arma::vec x = arma::linspace(-1, 1, points);
  return {x, noisy(true_curve(x), sets, random)};
}

arma::mat fitted(const TrainingSets& sets, int degree, const arma::vec& x) {
  return polynomials(x, degree) *
         arma::solve(polynomials(sets.x, degree), sets.t);
}

Decomposition measure_degree(int degree, arma::uword points, arma::uword sets,
                             std::uint64_t seed) {
  const TrainingSets drawn = draw_sets(points, sets, seed);
  const arma::vec x = arma::linspace(-1, 1, 101), curve = true_curve(x);
  const arma::mat fits = fitted(drawn, degree, x);
  Decomposition d = decompose(fits, curve);
  d.degree = degree;
  d.train = mean_square(fitted(drawn, degree, drawn.x) - drawn.t);
  nn::Random fresh(seed, nn::Stream::data, 22);
  d.test = mean_square(fits - noisy(curve, sets, fresh));
  return d;
}

}  // namespace chapter07
