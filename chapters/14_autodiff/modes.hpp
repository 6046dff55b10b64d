/// Forward mode beside reverse mode: the same Jacobian both ways, counted.
#pragma once

#include "nn/core/armadillo.hpp"

#include "program.hpp"

namespace chapter14 {

/// y = W2 tanh(W1 x): a function of n numbers with m results.
struct Function {
  std::size_t n, m, hidden;
};

/// The Jacobian of y by columns: results are dy along e_1, …, e_n, the inputs
/// "e1", …, "en". Forward mode: one pass for each input.
Program jacobian_by_columns(const Function& f);
/// By rows: results are the derivatives of s_1' y, …, s_m' y, the inputs "s1",
/// …, "sm". Reverse mode: one pass for each output.
Program jacobian_by_rows(const Function& f);

/// Arithmetic operations, by work().
struct Counted {
  double function;      ///< y alone
  double forward_pass;  ///< y and one column
  double reverse_pass;  ///< y and one row
  double by_columns;    ///< the whole Jacobian, what is common computed once
  double by_rows;
};
Counted count_modes(const Function& f);

/// Both ways by double-precision runs, with weights and x drawn by chance.
struct Jacobians {
  arma::mat by_columns, by_rows;  ///< m x n
};
Jacobians jacobians(const Function& f, std::uint64_t seed);

/// How many numbers must be kept at the same time to go through `layers` layers
/// of `width`, and to carry one derivative along.
struct Kept {
  std::size_t function, forward, reverse;
};
Kept kept_by_modes(std::size_t layers, std::size_t width);

}  // namespace chapter14
