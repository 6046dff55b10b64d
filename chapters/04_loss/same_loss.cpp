#include "same_loss.hpp"

#include "nn/core/random.hpp"

namespace chapter04 {

arma::rowvec one_pixel() {
  return {1, 0, 0, 0};
}
arma::rowvec four_quarters() {
  return {0.25, 0.25, 0.25, 0.25};
}

arma::mat legendre(const arma::rowvec& x, arma::uword n) {
  arma::mat p(n, x.n_elem, arma::fill::ones);
  if (n > 1) p.row(1) = x;
  for (arma::uword k = 1; k + 1 < n; ++k)
    p.row(k + 1) =
        (double(2 * k + 1) * x % p.row(k) - double(k) * p.row(k - 1)) /
        double(k + 1);
  return p;
}

arma::rowvec truth(const arma::rowvec& x) {
  return arma::sin(arma::datum::pi * x);
}

double polynomial_loss(const arma::rowvec& w, const arma::rowvec& x) {
  return arma::mean(arma::square(w * legendre(x, w.n_elem) - truth(x)));
}

Twins twins(std::uint64_t seed) {
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
