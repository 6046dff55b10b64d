/// Makes gnuplot's SVG small; for the figure module only.
#pragma once

#include <string>

namespace nn::svg {

/// The same picture as what gnuplot's svg terminal wrote, in about a fifth of
/// the bytes: coordinates in tenths of a pixel and relative, lines without
/// points that no eye misses, styles stated once for all that have them,
/// points as marks that are defined once. What gnuplot wrote is returned as it
/// is if there is anything unknown in it.
std::string lean(const std::string& svg);

}  // namespace nn::svg
