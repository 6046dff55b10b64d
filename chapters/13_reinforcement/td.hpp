/// Values from experience: temporal differences and whole returns. Sutton
/// 1988; Sutton and Barto 2018, sections 6.1 and 6.2.
#pragma once

#include "mdp.hpp"

namespace chapter13 {

/// TD(0): v(state) moves by the share `alpha` toward reward + gamma v(next).
/// Values of final states must be 0. Returns the temporal difference.
double td_update(arma::vec& v, arma::uword state, double reward,
                 arma::uword next, double alpha, double gamma);

/// An episode of a process with one action: states, and the reward after each.
struct Episode {
  std::vector<arma::uword> states;
  std::vector<double> rewards;
};
Episode walk_of(const Mdp& mdp, arma::uword start, nn::Random& random);

/// Constant-alpha Monte Carlo: every visited state moves toward the return
/// that came after it, once the episode is over.
void monte_carlo_update(arma::vec& v, const Episode& episode, double alpha,
                        double gamma);

enum class Target { next_value, whole_return };

/// Values after 0, 1 … `episodes` walks that start in the middle with values
/// of 1/2. states x (episodes + 1)
arma::mat learn_walk(Target target, double alpha, int episodes,
                     nn::Random random);

/// The root mean square error of the five states after 0, 1 … walks.
arma::rowvec walk_errors(const arma::mat& values);

/// walk_errors() of several runs, run k with the walks of stream k; those are
/// the same for both targets and any rate. runs x (episodes + 1)
arma::mat errors_of_runs(Target target, double alpha, int episodes,
                         std::uint32_t runs, std::uint64_t seed);

/// The rates that are compared.
inline const std::vector<double> td_rates{0.01, 0.02, 0.03, 0.04, 0.05,
                                          0.07, 0.1,  0.15, 0.2};

/// Mean and standard error of the runs' error, the mean over all episodes.
struct Score {
  double mean = 0, error = 0;
};
Score score_of(const arma::mat& errors);

/// The rate among `rates` with the smallest error, by runs of another seed
/// than those that are reported.
double best_rate(Target target, const std::vector<double>& rates,
                 std::uint32_t runs, std::uint64_t seed);

}  // namespace chapter13
