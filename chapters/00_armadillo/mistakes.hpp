/// Three lines of notes C, section 1, that Python refuses to run, and what the
/// C++ compiler says about similar lines.
///
/// Python finds the error when it reaches the line, C++ before the program
/// starts.
/// `requires` asks the compiler without stopping the build.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter00 {

// #region mistakes
/// A misspelled name, like np.zeros_liske.
template <class M>
concept has_zeros = requires(M x) {
  x.zeros();
};
template <class M>
concept has_zeros_misspelled = requires(M x) {
  x.zeros_liske();
};

/// Rows without the outer pair of brackets, like np.array([1,2],[3,4]).
template <class M>
concept takes_rows_in_braces = requires {
  M{{1.0, 2.0}, {3.0, 4.0}};
};
template <class M>
concept takes_two_lists = requires {
  M({1.0, 2.0}, {3.0, 4.0});
};

/// Square brackets in a function call, like np.array[0, 2].
template <class M>
concept calls_elem = requires(M x, arma::uvec i) {
  x.elem(i);
};
template <class M>
concept brackets_elem = requires(M x, arma::uvec i) {
  x.elem[i];
};
// #endregion mistakes

}  // namespace chapter00
