/// Dropout. Same file in reference/: the formula.
#pragma once

#include "nn/reference/dropout.hpp"

namespace nn::cpu {

struct Dropout {
  static void dropout(const arma::fmat& x, double probability,
                      const DropoutStream& stream, std::size_t first,
                      arma::fmat& y);
};

}  // namespace nn::cpu
