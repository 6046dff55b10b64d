/// Rosenblatt's rule, which looks at one row at a time, and how many mistakes
/// it can make.
#pragma once

#include <vector>

#include "learning.hpp"

namespace chapter01 {

/// The history of Rosenblatt's rule, row by row.
struct Corrections {
  std::vector<arma::rowvec> weights;  ///< the start, then after each one
  std::vector<arma::uword> row;       ///< the row that caused each one
  bool settled = false;               ///< a whole epoch without a mistake
  int epochs = 0;
};

/// Rosenblatt's rule, until an epoch without a mistake or for `max_epochs`.
Corrections learn_row_by_row(const TruthTable& table, arma::rowvec w,
                             double rate, int max_epochs);

/// Novikoff's (R / gamma)^2 for a table and weights u that solve it.
double novikoff_bound(const TruthTable& table, const arma::rowvec& u);

}  // namespace chapter01
