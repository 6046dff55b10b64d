/// Every way to cluster of this chapter on four kinds of points.
#pragma once

#include <string>
#include <vector>

#include "points.hpp"

namespace chapter12 {

struct Shape {
  std::string name;
  Points (*make)(std::uint64_t seed);
  double radius;      ///< for DBSCAN, chosen with seeds that are not reported
  arma::uword least;  ///< likewise
};
/// Round groups, long groups, two moons, a ring.
std::vector<Shape> shapes();

/// The names of the ways to cluster.
std::vector<std::string> ways();

/// How well each way finds the groups of this shape (adjusted Rand index). All
/// but DBSCAN are told how many groups there are.
arma::vec compete(const Shape& shape, std::uint64_t seed);

/// The radius and number of neighbors with the best mean agreement over these
/// seeds, among 36 pairs.
std::pair<double, arma::uword> choose_density(const Shape& shape,
                                              const std::vector<int>& seeds);

}  // namespace chapter12
