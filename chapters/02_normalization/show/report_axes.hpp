/// What the chapter prints about the axes of a cloud.
#pragma once

#include "../components.hpp"

namespace chapter02 {

/// The covariance of two features, its axes, and what turning and stretching
/// make of it.
void print_axes(const arma::mat& x, const Components& components);

}  // namespace chapter02
