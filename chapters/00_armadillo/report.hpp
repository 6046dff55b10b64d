/// What the chapter prints.
#pragma once

#include <chrono>

#include "nn/core/print.hpp"

#include "basics.hpp"
#include "mistakes.hpp"
#include "pictures.hpp"
#include "views.hpp"

namespace chapter00 {

using nn::heading;

/// A matrix, row by row, with a name before the first row.
inline void print_matrix(const std::string& name, const arma::mat& x,
                         int decimals = 0, int width = 4) {
  for (arma::uword i = 0; i < x.n_rows; ++i)
    fmt::print("  {:26}{}\n", i == 0 ? name : "",
               nn::numbers(x.row(i), decimals, width));
}

inline void print_memory() {
  const arma::mat x = matrix_x();
  print_matrix("X", x);
  print_matrix("in memory", arma::rowvec(memory_of(x)));
  print_matrix("NumPy's X.flatten()", row_by_row(x));
  fmt::print("  X(1), X(2), X(3)            {}  {}  {}\n", x(1), x(2), x(3));
}

/// The cost of a column compared with a row, in cache lines and in seconds.
inline void print_cost(arma::uword n) {
  const arma::fmat x(n, n, arma::fill::ones);
  fmt::print(
      "  one column of {0} x {0} floats: {1:5} cache lines\n"
      "  one row                     : {2:5} cache lines\n",
      n, cache_lines<float>(n, 1), cache_lines<float>(n, n));
  const auto time = [&](const char* name, double (*sum)(const arma::fmat&)) {
    const auto start = std::chrono::steady_clock::now();
    const double total = sum(x);
    const std::chrono::duration<double> taken =
        std::chrono::steady_clock::now() - start;
    fmt::print("  sum {}: {:.3f} seconds (sum {:.0f})\n", name, taken.count(),
               total);
  };
  time("column by column", sum_by_columns);
  time("row by row      ", sum_by_rows);
}

inline void print_elements() {
  const arma::mat x = matrix_x();
  fmt::print(
      "  NumPy                  Armadillo                       value\n"
      "  X[0]                   X.row(0)                        {} {}\n"
      "  X[0][1]                X(0, 1)                         {}\n",
      x(0, 0), x(0, 1), x(0, 1));
  const arma::rowvec flat = row_by_row(x);
  const arma::rowvec two = flat.elem(arma::uvec{0, 2}).t();
  fmt::print(
      "  X.flatten()[[0, 2]]    vectorise(X, 1).elem({{0, 2}})    {} {}\n"
      "  (none)                 X.elem({{0, 2}}), down columns    {} {}\n",
      two(0), two(1), x(0), x(2));
}

inline void print_broadcasting() {
  const arma::mat a = matrix_a();
  const arma::rowvec b = row_b();
  print_matrix("A", a);
  print_matrix("B", b);
  print_matrix("A.each_row() % B", each_row_times(a, b));
  print_matrix("A.each_col() + (10, 20)", with_bias(a, b.t()));
  print_matrix("A % A, number by number", a % a);
  print_matrix("A * A, matrix product", a * a);
}

inline void print_masks() {
  const arma::mat x = matrix_x();
  print_matrix("X > 15", arma::conv_to<arma::mat>::from(x > 15));
  print_matrix("X.elem(find(X > 15))", above(x, 15).t());
  fmt::print("  how many: accu(X > 15)        {}\n", arma::accu(x > 15));
  fmt::print("  all(vectorise(X == 51))       {}\n",
             arma::all(arma::vectorise(x == 51)));
  const arma::mat y{{-2, 3, -1}, {4, -5, 6}};
  print_matrix("Y", y);
  print_matrix("Y % (Y > 0); -0 equals 0", relu_by_mask(y));
  fmt::print("  by a loop: largest difference {}\n",
             arma::abs(relu_by_loop(y) - relu_by_mask(y)).max());
}

inline void print_views() {
  arma::mat x = matrix_x();
  const arma::mat copy = doubled_copy(x, 0, 0);
  print_matrix("X, a copy doubled", x);
  double_columns(x, 0, 0);
  print_matrix("X, X.cols(0, 0) *= 2", x);
  arma::vec parameters = arma::regspace(1, 6);
  arma::mat weights = view_of(parameters, 0, 2, 2);
  weights.row(0).zeros();
  print_matrix("parameters", parameters.t());
  print_matrix("their view W, 2 x 2", weights);
}

inline void print_lazy() {
  const arma::mat a = matrix_a(), b{{10, 20}, {30, 40}};
  const auto [at_once, later] = sum_then_change(a, b);
  fmt::print("  is `auto s = A + B` a matrix?   {}\n",
             is_matrix<decltype(a + b)> ? "yes" : "no, a formula");
  print_matrix("A + B at once", at_once);
  print_matrix("the formula, after A = 0", later);
  const arma::mat x{{1, 2, 3, 4}};
  print_matrix("x", x);
  print_matrix("tail = head", moved_right(x));
  print_matrix("by a loop from the left", moved_right_wrongly(x));
}

/// The notes' lines, what Python 3 with NumPy raises when it reaches them, and
/// what the C++ compiler does with a similar line.
inline void print_mistakes() {
  using arma::mat;
  const auto row = [](const char* notes, const char* python, bool compiles,
                      const char* right, bool fixed) {
    fmt::print("  {:22} {:14}  {:9} {:20} {}\n", notes, python,
               compiles ? "compiles" : "refuses", right,
               fixed ? "compiles" : "refuses");
  };
  fmt::print("  notes                  Python          C++       put right\n");
  row("np.zeros_liske", "AttributeError", has_zeros_misspelled<mat>,
      "x.zeros()", has_zeros<mat>);
  row("np.array([1,2],[3,4])", "TypeError", takes_two_lists<mat>,
      "mat{{1, 2}, {3, 4}}", takes_rows_in_braces<mat>);
  row("X[np.array[0, 2]]", "TypeError", brackets_elem<mat>, "X.elem(i)",
      calls_elem<mat>);
}

}  // namespace chapter00
