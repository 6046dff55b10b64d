#include "contest.hpp"

#include "agglomerative.hpp"
#include "density.hpp"
#include "mixture_trials.hpp"
#include "quality.hpp"

namespace chapter12 {

std::vector<Shape> shapes() {
  return {{"round groups", [](std::uint64_t s) { return four_groups(50, s); },
           0.9, 8},
          {"long groups", [](std::uint64_t s) { return long_groups(80, s); },
           0.7, 3},
          {"two moons", [](std::uint64_t s) { return two_moons(s); }, 0.2, 3},
          {"ring and core",
           [](std::uint64_t s) { return ring_and_core(70, s); }, 0.8, 3}};
}

std::vector<std::string> ways() {
  return {"k-means", "mixture", "DBSCAN", "single", "complete", "average"};
}

arma::vec compete(const Shape& shape, std::uint64_t seed) {
  const Points points = shape.make(seed);
  const InTwoWays both = in_two_ways(points, seed);
  const arma::ivec dense = dbscan(points.x, shape.radius, shape.least);
  std::vector<double> agree{both.centers_agree, both.mixture_agrees,
                            agreement(with_noise_last(dense), points.groups)};
  for (const Linkage linkage :
       {Linkage::single, Linkage::complete, Linkage::average})
    agree.push_back(
        agreement(cut(merges_of(points.x, linkage), points.groups.max() + 1),
                  points.groups));
  return arma::vec(agree);
}

std::pair<double, arma::uword> choose_density(const Shape& shape,
                                              const std::vector<int>& seeds) {
  std::pair<double, arma::uword> best;
  double most = -1;
  for (int step = 1; step <= 12; ++step)
    for (const arma::uword least : {3u, 4u, 8u}) {
      const double radius = step / 10.0;
      double sum = 0;
      for (const int seed : seeds) {
        const Points points = shape.make(std::uint64_t(seed));
        sum += agreement(with_noise_last(dbscan(points.x, radius, least)),
                         points.groups);
      }
      if (sum > most) {
        most = sum;
        best = {radius, least};
      }
    }
  return best;
}

}  // namespace chapter12
