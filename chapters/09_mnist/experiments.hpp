/// Comparisons instead of a single training run: `--experiment`.
#pragma once

#include "bpn_by_hand.hpp"
#include "settings.hpp"

namespace chapter09 {

/// The names that `--experiment` takes.
const std::vector<std::string>& experiment_names();
/// What they do, for --help.
std::string experiment_help();

/// `settings.experiment` is one of the names.
void run_experiment(const Settings& settings, const nn::Options& options);

/// The BPN by hand, with the weights of the library's network.
BpnByHand like_the_library(std::uint64_t seed);

}  // namespace chapter09
