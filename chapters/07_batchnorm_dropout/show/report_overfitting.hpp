/// What the chapter prints about overfitting and what helps.
#pragma once

#include "../ensemble.hpp"
#include "../overfitting.hpp"
#include "../two_by_two.hpp"

namespace chapter07 {

/// The same remedies with correct labels and with some drawn at random.
void print_outcomes(const std::vector<Outcome>& right,
                    const std::vector<Outcome>& some_random);

void print_ensembles(const std::vector<Ensemble>& ensembles,
                     const Score& evaluated);

/// One table for one number of training images.
void print_two_by_two(const TwoByTwo& t, std::size_t images);

}  // namespace chapter07
