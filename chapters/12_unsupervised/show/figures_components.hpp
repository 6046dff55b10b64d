/// Figures of components and singular values.
#pragma once

#include <filesystem>

#include "../components.hpp"
#include "../images.hpp"
#include "../svd.hpp"

namespace chapter12 {

/// Points, and both directions, each as long as two standard deviations.
void draw_axes(const std::filesystem::path& out, const arma::mat& x,
               const Components& components);
void draw_ranks(const std::filesystem::path& out, const arma::mat& image,
                const Svd& svd);
void draw_eigen_digits(const std::filesystem::path& out, const Images& digits,
                       const Components& components);

}  // namespace chapter12
