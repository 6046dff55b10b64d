/// Output that all chapters share: step headings and rows of numbers.
#pragma once

#include <string>

#include "nn/core/armadillo.hpp"

namespace nn {

/// A step's title, underlined. The docs use it to quote a program's output.
inline void heading(const std::string& title) {
  fmt::print("\n{}\n{:-<{}}\n", title, "", title.size());
}

/// "   0.420  -1.300": the numbers of a row or column, aligned, each `width`
/// wide with `decimals` digits after the point.
inline std::string numbers(const arma::mat& values, int decimals = 3,
                           int width = 7) {
  std::string line;
  for (double value : values)
    line += fmt::format(" {:{}.{}f}", value, width, decimals);
  return line;
}

}  // namespace nn
