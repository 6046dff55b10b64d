/// Do two maps put the pixels in the same order?
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter15 {

/// 1 for the smallest number, 2 for the next …; equal numbers share the mean
/// of their ranks.
arma::vec ranks_of(const arma::fvec& numbers);

/// The correlation of the ranks (Spearman, 1904): 1 for the same order, -1 for
/// the reverse, about 0 for orders that have nothing to do with each other; 0
/// if all numbers of one are equal.
double rank_correlation(const arma::fvec& a, const arma::fvec& b);

/// Its mean over the columns.
double mean_rank_correlation(const arma::fmat& a, const arma::fmat& b);

}  // namespace chapter15
