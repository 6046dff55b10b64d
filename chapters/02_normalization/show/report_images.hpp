/// What the chapter prints about images.
#pragma once

#include "nn/data/dataset.hpp"

#include "../components.hpp"
#include "../library.hpp"
#include "../preparations.hpp"

namespace chapter02 {

/// Mean and standard deviation of all pixels, computed three ways.
void print_moments(const nn::Dataset& data);

/// The formula, the library's function and its loader on the same images.
void print_library(const nn::Dataset& data, std::size_t n);

/// How unequal and how correlated the pixels are, before and after.
void print_covariances(const arma::mat& x, const Components& c,
                       arma::uword kept);

/// Loss and accuracy after some steps, for every preparation.
void print_training(const std::vector<Preparation>& ways,
                    const std::vector<double>& rates,
                    const std::vector<Training>& runs);

}  // namespace chapter02
