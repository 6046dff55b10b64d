/// Samples with their classes, and how they are split, drawn and counted.
#pragma once

#include <cstdint>

#include "nn/core/armadillo.hpp"
#include "nn/core/random.hpp"
#include "nn/data/table.hpp"

namespace chapter11 {

/// Labeled samples: x is features x samples, y the class of each, counted
/// from 0. Images, tables and points of the plane all come in this form.
struct Samples {
  arma::mat x;
  arma::uvec y;
  arma::uword classes = 2;

  arma::uword size() const { return x.n_cols; }
  arma::uword features() const { return x.n_rows; }
};

/// A table's numbers and classes.
Samples samples_of(const nn::Table& table);

/// Only the samples with these indices, in their order.
Samples subset(const Samples& data, const arma::uvec& chosen);

/// 0 … n-1 in random order.
arma::uvec shuffled_indices(arma::uword n, nn::Random& random);

/// Samples to learn from, and samples that only judge.
struct Split {
  Samples train, test;
};

/// A random `share` of the samples trains, the rest tests.
Split split(const Samples& data, double share, nn::Random& random);

/// Two half circles that reach into each other, with normal noise of this
/// standard deviation; class 0 above, as many samples of each class. 2 x n.
Samples two_moons(arma::uword n, double noise, nn::Random& random);

/// Ten normal numbers; class 1 if the sum of their squares is above 9.34, the
/// median: a sphere in ten dimensions. Source: Hastie et al. 2009, eq. (10.2).
Samples ten_normals(arma::uword n, nn::Random& random);

/// The share of samples whose class is wrong.
double error_rate(const arma::uvec& predicted, const arma::uvec& y);

/// One column per sample, 1 in the row of its class: classes x samples.
arma::mat one_hot(const arma::uvec& y, arma::uword classes);

/// The row of the largest number of each column; the first of equals.
arma::uvec largest_row(const arma::mat& scores);

}  // namespace chapter11
