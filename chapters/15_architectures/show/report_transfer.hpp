/// Tables of the transfer experiments.
#pragma once

#include <vector>

#include "../freeze.hpp"
#include "../probe.hpp"
#include "../transfer_experiment.hpp"

namespace chapter15 {

void print_moved(Freezing freezing, const Moved& moved);

/// A row for each way, a column for each number of labels.
void print_outcomes(const std::vector<Outcome>& outcomes);

/// Validation accuracies by rate.
void print_rates(const std::vector<Outcome>& outcomes);

/// Accuracies by layer: of the trained and of the untrained network, a column
/// for each seed.
void print_probes(TransferNet& net, const arma::mat& trained,
                  const arma::mat& untrained);

/// "83.1 +- 0.4": mean and standard deviation in %.
std::string with_spread(const arma::rowvec& shares);

}  // namespace chapter15
