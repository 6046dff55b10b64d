#include "steps_views.hpp"

#include "nn/core/print.hpp"

#include "basics.hpp"
#include "mistakes.hpp"
#include "show/matrix.hpp"
#include "views.hpp"

namespace chapter00 {

void views() {
  nn::heading("Slices and views change their owner, copies do not");
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

void lazy() {
  nn::heading("Formulas wait until they are assigned");
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
void mistakes() {
  nn::heading("Three lines of the notes that Python does not run");
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
