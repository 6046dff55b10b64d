/// What the chapter prints about minima: starts, searches, saddles.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nn/core/armadillo.hpp"
#include "nn/figures/figure.hpp"

namespace chapter05 {

/// "-1.250", and never "-0.000".
std::string fixed(double value, int decimals = 3);

/// From some starts on x sin(x): where the descent ends, and how deep.
void print_starts(const arma::vec& starts, double rate);

/// The chance of finding the lowest minimum with several random starts.
void print_luck(double rate, int trials, std::uint64_t seed);

/// Where the starts of a map end, as shares, next to each minimum's limit.
void print_shares(const std::vector<double>& rates,
                  const std::vector<nn::Grid>& maps);

/// The cost of a grid search and of descent, for models with more and more
/// weights. Grids up to `largest_grid` weights are actually searched.
void print_search(arma::uword largest_grid, std::uint64_t seed);

/// Four functions whose derivative is 0 at 0.
void print_flat_places();

/// The kinds of critical points among random matrices.
void print_random_kinds(int count, std::uint64_t seed);

}  // namespace chapter05
