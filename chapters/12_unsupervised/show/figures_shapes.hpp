/// Figures of clusters by density and by merging.
#pragma once

#include <filesystem>
#include <vector>

#include "../agglomerative.hpp"
#include "../points.hpp"

namespace chapter12 {

void draw_density(const std::filesystem::path& out, const Points& points,
                  const std::vector<double>& radii);

/// The points with their numbers, and the tree of their merges beside them.
void draw_dendrogram(const std::filesystem::path& out, const arma::mat& x,
                     const std::vector<Merge>& merges);

/// Two clusters by each linkage.
void draw_linkages(const std::filesystem::path& out, const Points& points);

}  // namespace chapter12
