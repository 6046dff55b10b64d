/// Makes gnuplot's SVG small; for the figure module only.
#pragma once

#include <string>

namespace nn::svg {

/// The same picture that gnuplot's svg terminal wrote, in about a fifth of the
/// bytes: relative coordinates in tenths of a pixel, lines without visually
/// redundant points, styles stated once for all elements that share them,
/// points as marks that are defined once. The input is returned unchanged if it
/// contains anything unknown.
std::string lean(const std::string& svg);

}  // namespace nn::svg
