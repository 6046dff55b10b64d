/// Tables of the steps against networks.
#pragma once

#include "../attack_trials.hpp"

namespace chapter15 {

void print_over_epsilon(const arma::fvec& epsilons, const arma::mat& right);
void print_robustness_head();
/// Of one training: one network, or the mean and the standard error of several.
void print_robustness(Training training, const std::vector<Robustness>& all);

}  // namespace chapter15
