/// Tables of the cliff.
#pragma once

#include <string>
#include <vector>

#include "../compare.hpp"

namespace chapter13 {

void print_cliff_head();
/// A row: returns of the last 100 episodes, and the greedy ways after that.
void print_runs(const std::string& name, const Runs& runs);
/// Both greedy ways on the grid: S and Q, * where they meet.
void print_paths(const arma::mat& sarsa, const arma::mat& q_learning);
/// Exact returns of the way along the edge and of the careful one.
void print_prices(const std::vector<double>& epsilons);
/// How many sweeps value iteration takes where the cliff is known.
void print_sweeps_of_the_cliff();
/// Steps until the greedy way is the best one, for several amounts of
/// planning: median, and the smallest and largest of the runs.
void print_planning(const std::vector<int>& plannings, const Lessons& lessons,
                    std::uint32_t runs, std::uint64_t seed);

}  // namespace chapter13
