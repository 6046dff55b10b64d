/// Pictures of overfitting and what helps.
#pragma once

#include <filesystem>

#include "../ensemble.hpp"
#include "../overfitting.hpp"

namespace chapter07 {

/// overfitting.svg: what happens when nothing is done, and, where some labels
/// are random, with each remedy.
void draw_overfitting(const std::vector<Outcome>& right,
                      const std::vector<Outcome>& some_random,
                      const std::filesystem::path& out);

/// monte_carlo.svg: the more random networks are averaged, the better.
void draw_ensembles(const std::vector<Ensemble>& ensembles,
                    const Score& evaluated, const std::filesystem::path& out);

}  // namespace chapter07
