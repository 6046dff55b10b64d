/// The pictures of slopes and axes: of a bowl, and of a cloud of samples.
#pragma once

#include <filesystem>

#include "../components.hpp"
#include "../flats.hpp"

namespace chapter02 {

/// slopes.svg: the loss of the flats' z-scores along one weight and along the
/// other, and the step that both slopes give.
void draw_slopes(const Flats& flats, const std::filesystem::path& out);

/// bowl_axes.svg: a bowl with the curvature (5 4; 4 5), its two axes, and one
/// step from a point on each of them and from one between.
void draw_bowl_axes(const std::filesystem::path& out);

/// axes.svg: samples with two features and the axes of their cloud; the same
/// samples turned, and turned and stretched.
void draw_cloud_axes(const arma::mat& x, const Components& components,
                     const std::filesystem::path& out);

}  // namespace chapter02
