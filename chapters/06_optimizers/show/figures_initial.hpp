/// Pictures of what the initial weights determine.
#pragma once

#include <filesystem>

#include "../initial.hpp"
#include "../outcome.hpp"
#include "../symmetry.hpp"

namespace chapter06 {

/// activations_FUNCTION.svg: a panel for each initialization.
void draw_histograms(Squash squash, const arma::mat& x, std::uint64_t seed,
                     const std::filesystem::path& out);

/// spread.svg: the standard deviation of the activations, layer by layer.
void draw_spreads(const arma::mat& x, std::uint64_t seed,
                  const std::filesystem::path& out);

/// symmetry.svg: losses on XOR, and how different the hidden units become.
void draw_symmetry(const std::vector<XorRun>& runs,
                   const std::vector<std::string>& names,
                   const std::filesystem::path& out);

/// init_training.svg: a deep network trained from every initialization.
void draw_starts(const std::vector<Outcome>& outcomes,
                 const std::vector<Start>& starts,
                 const std::filesystem::path& out, std::size_t group);

}  // namespace chapter06
