/// What the chapter prints about the search.
#pragma once

#include "../score.hpp"
#include "../search.hpp"

namespace chapter07 {

void print_best(const std::vector<Trial>& trials, const char* name,
                std::size_t count = 5);

void print_different(const std::vector<Trial>& by_grid,
                     const std::vector<Trial>& by_chance);

void print_verdict(const Trial& best, const Score& test, std::uint64_t seed);

}  // namespace chapter07
