/// What the figures of this chapter share.
#pragma once

#include <string>

#include "nn/figures/figure.hpp"

namespace chapter12 {

/// A panel that shows the plane, one unit as long in x as in y.
nn::Figure plane(const std::string& title, int width = 300, int height = 290);

/// The points of each group in a color of its own.
void add_groups(nn::Figure& figure, const arma::mat& x,
                const arma::uvec& groups);

/// The ellipse of all places two standard deviations from a mean.
void add_ellipse(nn::Figure& figure, const arma::vec& mean,
                 const arma::mat& covariance);

}  // namespace chapter12
