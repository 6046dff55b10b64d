/// Tables of the machine that wears out.
#pragma once

#include <vector>

#include "../mdp.hpp"

namespace chapter13 {

/// Every outcome of every action.
void print_outcomes(const Mdp& machine);
/// The return of some rewards with several discounts.
void print_returns(const arma::vec& rewards, const std::vector<double>& gammas);
/// What both actions are worth in every sweep, the largest change of a value,
/// and the factor by which it is smaller than the one before.
void print_sweeps(const Mdp& machine, double gamma, arma::uword sweeps);
/// Best actions and values with several discounts, and the sweeps that value
/// iteration takes to 1e-6.
void print_discounts(const Mdp& machine, const std::vector<double>& gammas);
/// Policy iteration, round by round.
void print_rounds(const Mdp& machine, double gamma);

}  // namespace chapter13
