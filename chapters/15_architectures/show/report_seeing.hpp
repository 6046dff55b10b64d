/// Tables of the maps.
#pragma once

#include "../map_trials.hpp"

namespace chapter15 {

void print_agreement(const SeenNetwork& seen, arma::uword images,
                     const arma::mat& table);
void print_forgetting(const arma::mat& table);
void print_marks(const MarkScores& scores);
/// Where pixels become gray; and, of the areas, where they become black.
void print_deletions(const Deletions& gray, const Deletions& black);

}  // namespace chapter15
