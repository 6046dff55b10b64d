/// A classifier of points of the plane, drawn as a map.
#pragma once

#include <functional>
#include <string>

#include "nn/figures/figure.hpp"

#include "../samples.hpp"

namespace chapter11 {

/// Of the points in the columns, the value drawn as a color: 0 … 1.
using PlaneValues = std::function<arma::rowvec(const arma::mat& points)>;

/// The map of values with the samples and the boundary at 0.5.
nn::Figure plane_figure(const std::string& title, const PlaneValues& values,
                        const Samples& data);

}  // namespace chapter11
