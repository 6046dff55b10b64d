/// Exhaustive search against gradient descent: how many times must the loss
/// be evaluated? Notes E.
#pragma once

#include "nn/core/random.hpp"

#include "descent.hpp"

namespace chapter05 {

/// A linear model with n weights in 0 … 4 and samples that it can fit exactly.
struct Task {
  arma::mat x;     ///< n x samples, normal
  arma::rowvec t;  ///< 1 x samples
};

inline Task make_task(arma::uword n, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data, std::uint32_t(n));
  arma::vec weights(n);
  weights.imbue([&] { return random.uniform(0.5, 3.5); });
  Task task{arma::mat(n, 20 + 4 * n), {}};
  task.x.imbue([&] { return random.normal(); });
  task.t = weights.t() * task.x;
  return task;
}

/// Mean squared error of the weights w.
inline double loss_of(const Task& task, const arma::vec& w) {
  return arma::mean(arma::square(w.t() * task.x - task.t));
}

/// The largest curvature of that loss: the largest eigenvalue of 2 x x' / m.
inline double largest_curvature(const Task& task) {
  return 2 * arma::eig_sym(task.x * task.x.t()).max() / double(task.x.n_cols);
}

/// What a search found, and what it cost.
struct Found {
  arma::vec w;
  double loss = arma::datum::inf;
  double evaluations = 0;
};

/// The loss at all 41^n points of a grid with the spacing 0.1 over 0 … 4.
inline Found exhaustive_search(const Task& task) {
  arma::vec w(task.x.n_rows, arma::fill::zeros);
  arma::uvec place(w.n_elem, arma::fill::zeros);
  Found best;
  while (true) {
    const double loss = loss_of(task, w);
    ++best.evaluations;
    if (loss < best.loss) best.loss = loss, best.w = w;
    arma::uword i = 0;  // count up, like the digits of an odometer
    while (i < w.n_elem && ++place(i) > 40)
      place(i) = 0, w(i++) = 0;
    if (i == w.n_elem) return best;
    w(i) = double(place(i)) / 10;
  }
}

/// Gradient descent from 0 with numerical gradients, until the loss is below
/// `goal`. Each step costs 2n evaluations plus one to check the loss.
inline Found search_by_descent(const Task& task, double goal) {
  Found found{arma::vec(task.x.n_rows, arma::fill::zeros)};
  const Function loss = [&](const arma::vec& w) {
    ++found.evaluations;
    return loss_of(task, w);
  };
  const double rate = 1 / largest_curvature(task);
  while (!((found.loss = loss(found.w)) < goal) && found.evaluations < 1e6)
    found.w -= rate * numerical_gradient(loss, found.w);
  return found;
}

/// A wide bowl around w = 3, and a narrow hole at 0.6 that is deeper.
inline double bowl_with_hole(double w) {
  return (w - 3) * (w - 3) - 6 * std::exp(-50 * (w - 0.6) * (w - 0.6));
}

/// Divide and conquer: five points, then five around the best of them, ...
inline double coarse_to_fine(const Slope& f, double low, double high,
                             int levels) {
  double best = low;
  for (int level = 0; level < levels; ++level) {
    const arma::vec points = arma::linspace(low, high, 5);
    for (double w : points)
      if (f(w) < f(best)) best = w;
    const double spacing = points(1) - points(0);
    low = best - spacing, high = best + spacing;
  }
  return best;
}

}  // namespace chapter05
