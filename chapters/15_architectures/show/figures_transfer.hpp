/// Figures of the transfer experiments.
#pragma once

#include <filesystem>
#include <vector>

#include "../transfer_experiment.hpp"

namespace chapter15 {

/// Test accuracy over the number of labels, with a bar of one standard
/// deviation up and down.
void draw_outcomes(const std::vector<Outcome>& outcomes,
                   const std::filesystem::path& file);

/// Probe accuracy by layer; a column for each seed.
void draw_probes(const arma::mat& trained, const arma::mat& untrained,
                 const std::filesystem::path& file);

}  // namespace chapter15
