/// What the chapter prints about scores and softmax.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter04 {

/// W, x and b with all products: one line per class.
void print_four_pixels();

/// Softmax with both formulas in both precisions.
void print_softmax(const arma::vec& s);

/// Score, power, probability and loss of the cat of the worked example.
void print_score_to_probability();

}  // namespace chapter04
