#include "report_neighbors.hpp"

#include "nn/core/print.hpp"

namespace chapter11 {

void print_hand_made_distances() {
  const arma::mat a{{0, 3, 1}, {0, 4, 1}}, b{{0, 1}, {0, 2}};
  const arma::mat product = a.t() * b, squared = squared_distances(a, b);
  fmt::print("  a           |a|^2   a'b          |a|^2 - 2 a'b + |b|^2\n");
  for (arma::uword i = 0; i < a.n_cols; ++i)
    fmt::print("  ({}, {}) {:10.0f}   {:3.0f} {:3.0f} {:13.0f} {:4.0f}\n",
               a(0, i), a(1, i), arma::accu(arma::square(a.col(i))),
               product(i, 0), product(i, 1), squared(i, 0), squared(i, 1));
  fmt::print("  b = (0, 0) and (1, 2), |b|^2 = 0 and 5\n\n");
}

void print_ties(const std::vector<Ties>& rows) {
  fmt::print(
      "  coordinates    equally near pairs that      largest error of |a-b|^2\n"
      "  around         the product calls unequal    as it is     centered\n");
  for (const Ties& row : rows)
    fmt::print("  {:<10.0f} {:14.1f} % {:23.1e} {:12.1e}\n", row.offset,
               100 * row.unequal, row.worst, row.worst_centered);
}

void print_dimensions(const std::vector<Dimension>& rows, arma::uword n) {
  fmt::print("  {} samples in the unit cube\n", n);
  fmt::print("  features   distances computed   nearest / mean distance\n");
  for (const Dimension& row : rows)
    fmt::print("  {:8} {:18.1f} % {:22.3f}\n", row.features, 100 * row.share,
               row.nearest);
}

void print_dimension_of_digits(const Dimension& row) {
  fmt::print("  digits, 1500 images\n  {:8} {:18.1f} % {:22.3f}\n",
             row.features, 100 * row.share, row.nearest);
}

void print_choices(const std::vector<NamedChoice>& choices) {
  fmt::print(
      "  leave-one-out error     k = 1      5     15     60    "
      "best k   its error   test\n");
  for (const auto& [name, chosen] : choices) {
    fmt::print("  {:<21}", name);
    for (arma::uword k : {1, 5, 15, 60})
      fmt::print(" {:6.3f}", chosen.curve(k - 1));
    fmt::print(" {:8} {:11.3f} {:7.3f}\n", chosen.k, chosen.curve(chosen.k - 1),
               chosen.test_error);
  }
}

}  // namespace chapter11
