/// Figures of ensembles.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "../gradient_boosting.hpp"
#include "../samples.hpp"
#include "plane.hpp"

namespace chapter11 {

/// Curves over 1, 2, 3, … trees or rounds, with their names.
void draw_curves(const std::filesystem::path& file, const std::string& x_label,
                 const std::string& y_label,
                 const std::vector<std::string>& names,
                 const std::vector<arma::vec>& curves);

/// A noisy curve, and what 1, 5 and 50 trees have made of it.
void draw_fits(const std::filesystem::path& out, const GradientBoosted& model,
               const arma::mat& x, const arma::vec& y);

/// Several classifiers on the same points.
struct NamedPlane {
  std::string title;
  PlaneValues values;
};
void draw_planes(const std::filesystem::path& file,
                 const std::vector<NamedPlane>& planes, const Samples& data);

}  // namespace chapter11
