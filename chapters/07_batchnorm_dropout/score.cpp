#include "score.hpp"

#include "nn/core/armadillo.hpp"

namespace chapter07 {

Spread spread(const std::vector<double>& values) {
  const arma::vec v(values);
  return {arma::mean(v), v.n_elem > 1 ? arma::stddev(v) : 0};
}

}  // namespace chapter07
