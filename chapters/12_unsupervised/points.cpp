#include "points.hpp"

#include <numbers>

#include "nn/core/random.hpp"

namespace chapter12 {
namespace {

arma::vec normal_pair(nn::Random& random) {
  const double first = random.normal(), second = random.normal();
  return {first, second};
}

void append(Points& points, const arma::vec& x, arma::uword group) {
  points.x.insert_cols(points.x.n_cols, x);
  points.groups.resize(points.x.n_cols);
  points.groups.tail(1) = group;
}

/// At this angle (radians) and distance from the origin.
arma::vec at_angle(double angle, double distance) {
  return {distance * std::cos(angle), distance * std::sin(angle)};
}

}  // namespace

Points round_groups(const arma::mat& centers, arma::uword each, double spread,
                    std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data, 1);
  Points points;
  for (arma::uword group = 0; group < centers.n_cols; ++group)
    for (arma::uword i = 0; i < each; ++i)
      append(points, centers.col(group) + spread * normal_pair(random), group);
  return points;
}

Points four_groups(arma::uword each, std::uint64_t seed) {
  return round_groups({{0, 4, 2, 8}, {0, 0, 4, 5}}, each, 0.9, seed);
}

Points long_groups(arma::uword each, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data, 2);
  const arma::mat::fixed<2, 2> thin{{2.2, 0}, {0, 0.35}};
  const arma::mat::fixed<2, 2> tilted{{0.5, 1.2}, {-0.3, 1.6}};
  Points points;
  for (arma::uword i = 0; i < each; ++i)
    append(points, thin * normal_pair(random), 0);
  for (arma::uword i = 0; i < each; ++i)
    append(points, arma::vec{1, 2.4} + thin * normal_pair(random), 1);
  for (arma::uword i = 0; i < each / 2; ++i)
    append(points, arma::vec{8, 1} + tilted * normal_pair(random), 2);
  return points;
}

Points two_moons(std::uint64_t seed) {
  constexpr double noise = 0.04;
  nn::Random random(seed, nn::Stream::data, 3);
  Points points;
  for (const arma::uword moon : {0u, 1u})
    for (arma::uword i = 0; i < 150; ++i) {
      const arma::vec arc = at_angle(random.uniform(0, std::numbers::pi), 1);
      const arma::vec x = moon == 0 ? arc : arma::vec{1 - arc(0), 0.5 - arc(1)};
      append(points, x + noise * normal_pair(random), moon);
    }
  return points;
}

Points ring_and_core(arma::uword each, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data, 4);
  Points points;
  for (arma::uword i = 0; i < 2 * each; ++i) {
    const double angle = random.uniform(0, 2 * std::numbers::pi);
    append(points, at_angle(angle, 3 + 0.15 * random.normal()), 0);
  }
  for (arma::uword i = 0; i < each; ++i)
    append(points, 0.4 * normal_pair(random), 1);
  return points;
}

}  // namespace chapter12
