/// The pictures of the surface and of the networks that fit it.
#pragma once

#include <filesystem>
#include <vector>

#include "../model.hpp"
#include "../three_layers.hpp"

namespace chapter03 {

/// surface.svg: the true surface, the small network's fit and the wide one's.
void draw_surface(const ThreeLayers& small, Model& wide,
                  const std::filesystem::path& out);

/// fit.svg: the loss with and without the slope, and the section x1 = x2.
void draw_fit(const std::vector<double>& kept,
              const std::vector<double>& left_out, const ThreeLayers& small,
              Model& wide, const std::filesystem::path& out);

}  // namespace chapter03
