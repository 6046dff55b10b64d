#include "report_ensembles.hpp"

namespace chapter11 {

void print_curves(const std::string& first, const arma::uvec& rows,
                  const std::vector<std::string>& names,
                  const std::vector<arma::vec>& curves, double factor) {
  fmt::print("  {:>6}", first);
  for (const std::string& name : names)
    fmt::print("  {:>16}", name);
  fmt::print("\n");
  for (arma::uword row : rows) {
    if (row > curves[0].n_elem) continue;
    fmt::print("  {:6}", row);
    for (const arma::vec& curve : curves)
      fmt::print("  {:16.3f}", factor * curve(row - 1));
    fmt::print("\n");
  }
}

}  // namespace chapter11
