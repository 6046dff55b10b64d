/// Exhaustive search against gradient descent: how many times must the loss
/// be evaluated? Notes E.
#pragma once

#include "nn/core/armadillo.hpp"

#include "functions.hpp"

namespace chapter05 {

/// A linear model with n weights in 0 … 4 and samples that it can fit exactly.
struct Task {
  arma::mat x;     ///< n x samples, normal
  arma::rowvec t;  ///< 1 x samples
};

Task make_task(arma::uword n, std::uint64_t seed);

/// Mean squared error of the weights w.
double loss_of(const Task& task, const arma::vec& w);

/// The largest curvature of that loss: the largest eigenvalue of 2 x x' / m.
double largest_curvature(const Task& task);

/// What a search found, and what it cost.
struct Found {
  arma::vec w;
  double loss = arma::datum::inf;
  double evaluations = 0;
};

/// The loss at all 41^n points of a grid with the spacing 0.1 over 0 … 4.
Found exhaustive_search(const Task& task);

/// Gradient descent from 0 with numerical gradients, until the loss is below
/// `goal`. Each step costs 2n evaluations plus one to check the loss.
Found search_by_descent(const Task& task, double goal);

/// A wide bowl around w = 3, and a narrow hole at 0.6 that is deeper.
double bowl_with_hole(double w);

/// Divide and conquer: five points, then five around the best of them, ...
double coarse_to_fine(const Slope& f, double low, double high, int levels);

}  // namespace chapter05
