/// The pictures of the descent and its learning rate.
#pragma once

#include <filesystem>

namespace chapter05 {

/// parabola.svg: the notes' descent, and the same with other rates.
void draw_parabola(const std::filesystem::path& out);

/// valley.svg: a narrow valley at three rates: small, just below 2 / L, and
/// just above it.
void draw_valley(const std::filesystem::path& out);

/// two_variables.svg: descents over the contours of Himmelblau's function.
void draw_two_variables(const std::filesystem::path& out);

}  // namespace chapter05
