/// The same with the library: a layer of sigmoid neurons, and a linear model
/// that learns. Both are nn::Linear of chapter 1.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter02 {

/// The outputs of sigmoid neurons, by hand and by the library, and how much
/// they can still learn: the slope of the sigmoid, s (1 - s), is a factor of
/// every gradient (chapter 3).
struct Neurons {
  arma::mat sums;        ///< W x + b, neurons x samples
  arma::mat by_hand;     ///< 1 / (1 + e^-sum)
  arma::mat by_library;  ///< nn::Linear, then nn::Sigmoid

  arma::mat slope() const;
  /// Share of outputs with less than a hundredth of the steepest slope.
  double saturated() const;
};

/// `n` neurons with random weights, applied to x.
Neurons neurons_on(const arma::mat& x, std::size_t n, std::uint64_t seed);

/// The largest eigenvalue of the curvature X X^T / n by power iteration:
/// multiply a vector by it repeatedly, until only that direction is left.
double largest_curvature(const arma::mat& x);

/// The course of training a linear model.
struct Training {
  std::vector<double> loss;      ///< before each step, and after the last
  std::vector<double> accuracy;  ///< on the test samples, at the same times
  arma::mat weights;             ///< classes x (features + 1), bias last
};

/// Samples that a linear model learns from, and others to evaluate it on.
struct Task {
  const arma::mat& x;        ///< features x training samples
  const arma::mat& targets;  ///< classes x training samples, 1 for the right
  const arma::mat& test_x;
  const arma::uvec& test_labels;
};

/// Share of columns whose largest score is at the right class.
double accuracy(const arma::mat& scores, const arma::uvec& labels);

/// Gradient descent on half the mean squared error, from W = 0.
arma::mat trained_by_hand(const arma::mat& x, const arma::mat& targets,
                          double rate, int steps);

/// The same with nn::Linear: backward() takes dL/dy and computes the gradients.
/// Chapter 3 explains how.
Training trained_by_library(const Task& task, double rate, int steps);

}  // namespace chapter02
