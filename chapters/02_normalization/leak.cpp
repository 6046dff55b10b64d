#include "leak.hpp"

#include "flats.hpp"
#include "library.hpp"

namespace chapter02 {

double price_of(const arma::mat& flat, const arma::rowvec& weights,
                const Scaling& scaling) {
  return arma::as_scalar(weights * with_ones(scaling(flat)));
}

arma::mat in_fog(const arma::mat& x) {
  return arma::round(0.5 * x + 100);
}

FogTest judge_in_fog(const Images& train, const Images& test, int steps) {
  const Scaling clear = z_score(train.x);
  const arma::mat x = clear(train.x), fog = in_fog(test.x);
  const double rate = 1 / largest_curvature(with_ones(x));
  const arma::mat W = trained_by_hand(x, train.targets, rate, steps);
  const auto judge = [&](const arma::mat& scaled) {
    return accuracy(W * with_ones(scaled), test.labels);
  };
  return {judge(clear(test.x)), judge(clear(fog)), judge(z_score(fog)(fog))};
}

}  // namespace chapter02
