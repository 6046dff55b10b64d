#include "matrix.hpp"

#include "nn/core/print.hpp"

namespace chapter00 {

void print_matrix(const std::string& name, const arma::mat& x, int decimals,
                  int width) {
  for (arma::uword i = 0; i < x.n_rows; ++i)
    fmt::print("  {:26}{}\n", i == 0 ? name : "",
               nn::numbers(x.row(i), decimals, width));
}

}  // namespace chapter00
