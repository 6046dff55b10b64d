/// Errors over the epochs as numbers, as text and back, and as a figure.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "nn/core/armadillo.hpp"

namespace chapter09 {

/// Errors in %: at each x (an epoch, a number of samples) those of the middle
/// seed, and the lowest and highest of all.
struct ErrorCurve {
  std::string name;
  arma::vec x, middle, lowest, highest;
};

/// of_seeds[seed][i] belongs to x[i].
ErrorCurve error_curve(const std::string& name, const arma::vec& x,
                       const std::vector<std::vector<double>>& of_seeds);

/// "  15.60  15.61": one error a seed.
std::string format_errors(const std::vector<double>& of_seeds);

/// A table: a row for each x, a column "middle lowest..highest" for each curve.
std::string format_curves(const std::string& x_name,
                          const std::vector<ErrorCurve>& curves);

/// The first such table of a text. DataError if there is none.
std::vector<ErrorCurve> read_curves(std::istream& text,
                                    const std::string& x_name,
                                    const std::filesystem::path& file);

}  // namespace chapter09
