/// The matrices and vectors that the chapter works on.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/random.hpp"

namespace chapter10 {

/// Normally distributed; the same for the same seed and index.
inline arma::fmat normal(arma::uword rows, arma::uword cols, std::uint64_t seed,
                         std::uint32_t index) {
  nn::Random random(seed, nn::Stream::data, index);
  arma::fmat result(rows, cols);
  for (float& value : result)
    value = static_cast<float>(random.normal());
  return result;
}

}  // namespace chapter10
