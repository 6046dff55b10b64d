/// Matrices of random numbers.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/random.hpp"

namespace chapter14 {

/// Each number normal, with mean 0 and this standard deviation.
inline arma::mat normal(nn::Random& random, std::size_t rows,
                        std::size_t columns, double deviation = 1) {
  arma::mat result(rows, columns);
  result.imbue([&] { return deviation * random.normal(); });
  return result;
}

}  // namespace chapter14
