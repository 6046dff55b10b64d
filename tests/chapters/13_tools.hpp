/// What chapter 13's tests share.
#pragma once

#include <boost/test/unit_test.hpp>

#include "13_reinforcement/bellman.hpp"
#include "13_reinforcement/worlds.hpp"

namespace chapter13 {

namespace tt = boost::test_tools;

/// Sums of a few dozen products of numbers below 100.
constexpr double rounding = 1e-12;

inline double distance(const arma::mat& a, const arma::mat& b) {
  return arma::abs(a - b).max();
}

/// A process with chance: every action leads to three states, with rewards
/// from (-1, 1). Without an end.
inline Mdp random_process(arma::uword states, arma::uword actions,
                          std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data);
  const auto any = [&]() -> arma::uword {
    return random.integer(static_cast<std::uint32_t>(states));
  };
  Mdp mdp{actions, std::vector<std::vector<Outcomes>>(
                       states, std::vector<Outcomes>(actions))};
  for (auto& state : mdp.of)
    for (Outcomes& outcomes : state) {
      const double p = random.uniform(0, 0.5), q = random.uniform(0, 0.5);
      outcomes = {{p, any(), random.uniform(-1, 1)},
                  {q, any(), random.uniform(-1, 1)},
                  {1 - p - q, any(), random.uniform(-1, 1)}};
    }
  return mdp;
}

/// Is a mean of `count` draws where it should be? Four standard errors: one
/// test of 16,000 fails by chance, and the seeds are fixed.
inline bool near(double mean, double expected, double deviation, double count) {
  return std::abs(mean - expected) < 4 * deviation / std::sqrt(count);
}

}  // namespace chapter13
