/// What the fair comparisons print.
#pragma once

#include <string>

#include "../fair.hpp"
#include "../search.hpp"

namespace chapter07 {

void print_at_their_best(const std::string& what,
                         const std::vector<AtItsBest>& all);

/// How much better than the first each of the others is.
void print_over_the_first(const std::vector<AtItsBest>& all);

/// Of the four networks of `two_by_two_recipes`: what dropout adds, what
/// BatchNorm adds, and what both together take away from each other.
void print_gains(const std::vector<AtItsBest>& four);

/// The best trial of a grid, and that of each random search.
void print_draws(const Trial& grid, const std::vector<Trial>& draws);

}  // namespace chapter07
