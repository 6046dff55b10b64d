/// The hinge loss: the right class shall lead. Source: notes B.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter04 {

// #region hinge
/// The multi-class support vector machine: every wrong class should score at
/// least `margin` less than the right one; the shortfall is the loss.
inline double hinge(const arma::vec& scores, arma::uword label,
                    double margin = 1) {
  double sum = 0;
  for (arma::uword i = 0; i < scores.n_elem; ++i)
    if (i != label) sum += std::max(0.0, scores(i) - scores(label) + margin);
  return sum;
}
// #endregion hinge

}  // namespace chapter04
