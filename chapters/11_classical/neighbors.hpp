/// k nearest neighbors by brute force. Source: Fix and Hodges 1951; Cover and
/// Hart 1967.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter11 {

/// |a_i - b_j|^2 by the definition, feature by feature.
/// a: features x n, b: features x m; the result: n x m.
arma::mat squared_distances_by_definition(const arma::mat& a,
                                          const arma::mat& b);

/// The same by one matrix product, |a|^2 - 2 a'b + |b|^2, cut off at 0.
/// Its last digits are others than the definition's.
arma::mat squared_distances(const arma::mat& a, const arma::mat& b);

/// The nearest columns to each of m queries, the nearest first; among equally
/// near ones, the lowest index.
struct Neighbors {
  arma::umat index;   ///< k x m: columns of the training samples
  arma::mat squared;  ///< k x m: their squared distances
};

/// The k smallest of each column of distances: n x m. nn::UsageError unless
/// 1 <= k <= n.
Neighbors smallest(const arma::mat& squared, arma::uword k);

/// Brute force: all distances from each query to each training sample.
Neighbors nearest(const arma::mat& train, const arma::mat& queries,
                  arma::uword k);

/// The label that most of the first k neighbors have; among equals, the lowest
/// label. One for each query.
arma::uvec vote(const Neighbors& neighbors, arma::uword k,
                const arma::uvec& labels);

/// Each sample is classified by all the others: the share that comes out wrong,
/// for k = 1 … most.
arma::vec leave_one_out(const arma::mat& samples, const arma::uvec& labels,
                        arma::uword most);

}  // namespace chapter11
