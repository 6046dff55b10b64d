/// Tables of color images.
#pragma once

#include <array>
#include <string>

#include "nn/data/dataset.hpp"

#include "../light_trials.hpp"

namespace chapter15 {

using Rgb = std::array<double, 3>;

/// An image of these two pixels after each change of its colors.
void print_factors(const Rgb& one, const Rgb& other);
/// Mean and deviation of each channel.
void print_channels(const nn::Dataset& data, const std::string& name);
/// A row: means and standard errors over the runs, which are columns.
void print_light(const std::string& augment, const arma::mat& errors);

}  // namespace chapter15
