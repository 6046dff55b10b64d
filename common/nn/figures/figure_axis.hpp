/// Ranges, tics and bins of axes; for the figure module only.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "nn/core/armadillo.hpp"

namespace nn {

/// False for values that become gaps: not finite, too large for gnuplot, or not
/// positive on a logarithmic axis.
bool has_place(double value, bool log);

/// The smallest interval that holds all values added; starts out empty.
struct Extent {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();

  bool is_empty() const { return low > high; }
  void add(double value);
  /// Adds those of `values` that have a place on the axis.
  void add(const arma::vec& values, bool log);
};

/// A range that gnuplot can draw: never empty, never of zero length, and
/// longer than `extent` by the fraction `padding` at either end.
Extent axis_range(Extent extent, bool log, double padding);

/// gnuplot commands for the tics of `axis` ("x" or "y"): powers of ten on a
/// long logarithmic axis, else at most `count` round numbers.
std::string axis_tics(const std::string& axis, Extent range, bool log,
                      double count);

/// A histogram: counts(i) values in edges(i) … edges(i + 1), including the last
/// edge. All edges are finite and equally spaced on the axis.
struct Bins {
  arma::vec edges, counts;
};
Bins count_in_bins(const arma::vec& values, int bins, bool log);

}  // namespace nn
