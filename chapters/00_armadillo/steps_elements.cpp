#include "steps_elements.hpp"

#include "nn/core/print.hpp"
#include "nn/core/seconds.hpp"

#include "basics.hpp"
#include "show/matrix.hpp"

namespace chapter00 {
namespace {

/// The cost of a column compared with a row, in cache lines and in seconds.
void print_cost(arma::uword n) {
  const arma::fmat x(n, n, arma::fill::ones);
  fmt::print(
      "  one column of {0} x {0} floats: {1:5} cache lines\n"
      "  one row                     : {2:5} cache lines\n",
      n, cache_lines<float>(n, 1), cache_lines<float>(n, n));
  const auto time = [&](const char* name, double (*sum)(const arma::fmat&)) {
    double total = 0;
    const double taken = nn::seconds([&] { total = sum(x); });
    fmt::print("  sum {}: {:.3f} seconds (sum {:.0f})\n", name, taken, total);
  };
  time("column by column", sum_by_columns);
  time("row by row      ", sum_by_rows);
}

}  // namespace

void memory(const nn::Options& options) {
  nn::heading("A matrix lies in memory column by column");
  const arma::mat x = matrix_x();
  print_matrix("X", x);
  print_matrix("in memory", arma::rowvec(memory_of(x)));
  print_matrix("NumPy's X.flatten()", row_by_row(x));
  fmt::print("  X(1), X(2), X(3)            {}  {}  {}\n", x(1), x(2), x(3));
  print_cost(options.smoke ? 1024 : 4096);
}

void elements() {
  nn::heading("Elements, rows, lists of elements");
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

void broadcasting() {
  nn::heading("Broadcasting: one row for all rows, one column for all columns");
  const arma::mat a = matrix_a();
  const arma::rowvec b = row_b();
  print_matrix("A", a);
  print_matrix("B", b);
  print_matrix("A.each_row() % B", each_row_times(a, b));
  print_matrix("A.each_col() + (10, 20)", with_bias(a, b.t()));
  print_matrix("A % A, number by number", a % a);
  print_matrix("A * A, matrix product", a * a);
}

void masks() {
  nn::heading("Masks: questions to all elements at once");
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

}  // namespace chapter00
