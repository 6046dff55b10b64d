/// The chapter's pictures of flats and neurons.
#pragma once

#include <filesystem>

#include "../flats.hpp"
#include "../library.hpp"

namespace chapter02 {

/// descent.svg: the same flats before and after the z-score.
void draw_descent(const Flats& flats, const std::filesystem::path& out);

/// condition.svg: steps over the condition number, predicted and counted.
void draw_condition(const std::filesystem::path& out, double highest);

/// saturation.svg: outputs of sigmoid neurons for raw and scaled features.
void draw_saturation(const Neurons& raw, const Neurons& scaled,
                     const std::filesystem::path& out);

}  // namespace chapter02
