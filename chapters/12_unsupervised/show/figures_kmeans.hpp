/// Figures of k-means.
#pragma once

#include <filesystem>
#include <vector>

#include "../images.hpp"
#include "../kmeans.hpp"
#include "../points.hpp"
#include "../starts.hpp"

namespace chapter12 {

void draw_lloyd(const std::filesystem::path& out, const Points& points,
                const KMeans& found);
void draw_starts(const std::filesystem::path& out, const arma::vec& random,
                 const arma::vec& spread);
void draw_counts(const std::filesystem::path& out,
                 const std::vector<CountOfClusters>& counts);
void draw_centers(const std::filesystem::path& out, const KMeans& found,
                  const Images& digits);

}  // namespace chapter12
