#include "report_gradients.hpp"

#include "nn/core/print.hpp"

#include "../cost.hpp"
#include "../netv1.hpp"

namespace chapter03 {

void print_costs() {
  fmt::print(
      "                                          forward passes for a "
      "gradient\n"
      "  network                       parameters  by backward()     by "
      "trying\n");
  const auto row = [](const char* name, std::vector<std::size_t> widths) {
    const double count = parameters_of(widths);
    fmt::print("  {:25} {:14.0f} {:14.1f} {:13.0f}\n", name, count,
               passes_by_backward(widths), passes_by_trying(count));
  };
  row("2-2-2", {2, 2, 2});
  row("784-30-10", {784, 30, 10});
  row("784-256-128-10", {784, 256, 128, 10});
  row("NetV1 (1440000-512-...)", {photograph, 512, 256, 128, 64, 10});
}

void print_four_ways(const std::array<const char*, 12>& names,
                     const arma::mat& columns) {
  fmt::print("            pencil     matrices      library    numerical\n");
  for (arma::uword i = 0; i < columns.n_rows; ++i)
    fmt::print("  {:5}{}\n", names[i], nn::numbers(columns.row(i), 9, 12));
}

}  // namespace chapter03
