#include "report_networks.hpp"

#include "nn/core/print.hpp"

namespace chapter08 {

std::string percent(double share) {
  return fmt::format("{:.1f} %", 100 * share);
}

void print_tolerance(const std::string& what, const Tolerance& t) {
  fmt::print("\n  {:<18} {:>8} {:>8} {:>14} {:>18}\n", what, "MLP", "CNN",
             "CNN, strides", "CNN, global mean");
  for (arma::uword i = 0; i < t.amount.n_elem; ++i)
    fmt::print("  {:<18} {:>8} {:>8} {:>14} {:>18}\n", t.amount(i),
               percent(t.accuracies(i, 0)), percent(t.accuracies(i, 1)),
               percent(t.accuracies(i, 2)), percent(t.accuracies(i, 3)));
}

}  // namespace chapter08
