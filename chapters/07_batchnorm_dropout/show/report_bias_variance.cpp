#include "report_bias_variance.hpp"

#include "nn/core/print.hpp"

namespace chapter07 {

void print_decompositions(arma::uword points,
                          const std::vector<Decomposition>& degrees) {
  fmt::print(
      "  {:3} points       train    test   noise^2 +  bias^2 + variance  = "
      "together\n",
      points);
  const double noise = noise_of_points * noise_of_points;
  for (const Decomposition& d : degrees)
    fmt::print(
        "  degree {:2}       {:6.3f}  {:6.3f}    {:6.3f}   {:6.3f}     "
        "{:6.3f}     {:6.3f}\n",
        d.degree, d.train, d.test, noise, d.bias_squared, d.variance,
        noise + d.bias_squared + d.variance);
}

}  // namespace chapter07
