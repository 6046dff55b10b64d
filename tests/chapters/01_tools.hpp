/// What chapter 1's tests share.
#pragma once

#include "01_perceptron/learning.hpp"
#include "01_perceptron/separability.hpp"

namespace chapter01 {

/// The table of a function of n inputs; bit r of f is the output of row r.
inline TruthTable table_of(Function f, unsigned n) {
  TruthTable table{arma::mat(n + 1, 1u << n, arma::fill::ones),
                   arma::rowvec(1u << n)};
  for (unsigned r = 0; r < (1u << n); ++r) {
    for (unsigned i = 0; i < n; ++i)
      table.inputs(i, r) = r >> i & 1u;
    table.targets(r) = f >> r & 1u;
  }
  return table;
}

}  // namespace chapter01
