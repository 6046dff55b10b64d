/// A curve of errors in a figure.
#pragma once

#include "nn/figures/figure.hpp"

#include "error_curve.hpp"

namespace chapter09 {

/// The middle line, and at each point an upright one from lowest to highest: a
/// number that is not finite lifts the pen.
inline void add_curve(nn::Figure& figure, const ErrorCurve& curve,
                      const std::string& label) {
  const arma::vec lift{arma::datum::nan};
  arma::vec x = curve.x, y = curve.middle;
  for (arma::uword i = 0; i < curve.x.n_elem; ++i) {
    const arma::vec upright{curve.lowest(i), curve.highest(i)};
    x = arma::join_cols(x, lift, arma::vec{curve.x(i), curve.x(i)});
    y = arma::join_cols(y, lift, upright);
  }
  figure.line(x, y, label);
}

}  // namespace chapter09
