/// How mixed the classes of some samples are.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter11 {

/// Entropy in bits of classes with these counts or weights: how many yes-or-no
/// answers the class of one sample is worth. Source: Shannon 1948.
double entropy(const arma::vec& counts);

/// Gini impurity: how often two samples, drawn with replacement, have
/// different classes. Source: Breiman et al. 1984.
double gini(const arma::vec& counts);

}  // namespace chapter11
