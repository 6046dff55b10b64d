#include "mixture_trials.hpp"

#include "quality.hpp"
#include "soft_kmeans.hpp"

namespace chapter12 {

InTwoWays in_two_ways(const Points& points, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::general, 3);
  InTwoWays both;
  both.centers = kmeans(points.x, points.groups.max() + 1, 20, random);
  both.fit = em(points.x, mixture_around(points.x, both.centers.centers));
  both.centers_agree = agreement(both.centers.labels, points.groups);
  both.mixture_agrees =
      agreement(labels_of(both.fit.mixture, points.x), points.groups);
  return both;
}

Limit limit_at(const arma::mat& x, const arma::mat& start, double variance) {
  const SoftKMeans soft = soft_kmeans(x, start, variance);
  const arma::rowvec largest = arma::max(soft.responsibilities, 0);
  return {variance, double(arma::accu(largest > 0.999)) / double(x.n_cols),
          arma::abs(soft.centers - lloyd(x, start).centers).max()};
}

}  // namespace chapter12
