/// Generated points in the plane, and which group each of them came from.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter12 {

/// Points and the truth that no method of this chapter may look at.
struct Points {
  arma::mat x;        ///< 2 x samples
  arma::uvec groups;  ///< which group made each point: 0, 1, 2 …
};

/// `each` points around each column of `centers` (2 x groups), scattered with
/// this standard deviation in both directions.
Points round_groups(const arma::mat& centers, arma::uword each, double spread,
                    std::uint64_t seed);

/// Four round groups: three close together, one farther away.
Points four_groups(arma::uword each, std::uint64_t seed);

/// Three groups of points that are long and thin, the third one smaller.
Points long_groups(arma::uword each, std::uint64_t seed);

/// Two half circles of 150 points, each of which ends inside the other.
Points two_moons(std::uint64_t seed);

/// A ring of twice as many points around a round group.
Points ring_and_core(arma::uword each, std::uint64_t seed);

}  // namespace chapter12
