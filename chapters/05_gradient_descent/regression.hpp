/// A line y = w x + b fitted by batch, mini-batch and stochastic descent.
/// Notes D1.8, E.
#pragma once

#include <numeric>
#include <span>

#include "nn/core/random.hpp"

#include "descent.hpp"

namespace chapter05 {

/// Samples near a line: y = 2 x - 1 and some noise.
struct Samples {
  arma::rowvec x, y;  // 1 x samples
  arma::uword size() const { return x.n_elem; }
};

/// x uniform in (-0.5, 1.5); y off by normal noise of this deviation.
inline Samples samples_of_line(arma::uword count, double noise,
                               std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data);
  Samples samples{arma::rowvec(count), arma::rowvec(count)};
  for (arma::uword i = 0; i < count; ++i) {
    samples.x(i) = random.uniform(-0.5, 1.5);
    samples.y(i) = 2 * samples.x(i) - 1 + noise * random.normal();
  }
  return samples;
}

/// The samples of this chapter, and where descent on them starts.
inline Samples the_line(std::uint64_t seed) {
  return samples_of_line(256, 0.5, seed);
}
inline const arma::vec line_start{-1, 2.5};  // w and b

/// The mean squared error of the line p = (w, b) over all samples.
inline double loss(const Samples& samples, const arma::vec& p) {
  return arma::mean(arma::square(p(0) * samples.x + p(1) - samples.y));
}

using Indices = std::span<const std::uint32_t>;

/// The gradient of the mean squared error over some samples: exact over all
/// of them, an estimate over a few.
inline arma::vec gradient_of(const Samples& samples, const arma::vec& p,
                             Indices batch) {
  double dw = 0, db = 0;
  for (std::uint32_t i : batch) {
    const double error = p(0) * samples.x(i) + p(1) - samples.y(i);
    dw += 2 * error * samples.x(i);
    db += 2 * error;
  }
  const auto n = double(batch.size());
  return {dw / n, db / n};
}

/// 0, 1, …, n - 1.
inline std::vector<std::uint32_t> all_of(const Samples& samples) {
  std::vector<std::uint32_t> indices(samples.size());
  std::iota(indices.begin(), indices.end(), 0u);
  return indices;
}

// #region three-ways
/// Epoch by epoch through all samples in random order, `batch_size` per step.
/// batch_size = all: batch descent; 1: stochastic; else mini-batch.
/// Returns (w, b) before and after each step, 2 x (steps + 1).
inline arma::mat descend_in_batches(const Samples& samples, arma::vec p,
                                    double rate, std::size_t batch_size,
                                    int epochs, std::uint64_t seed) {
  std::vector<arma::vec> way{p};
  auto order = all_of(samples);
  for (int epoch = 0; epoch < epochs; ++epoch) {
    nn::Random(seed, nn::Stream::shuffle, epoch).shuffle(order);
    for (std::size_t i = 0; i < order.size(); i += batch_size) {
      const std::size_t n = std::min(batch_size, order.size() - i);
      p -= rate * gradient_of(samples, p, Indices(order).subspan(i, n));
      way.push_back(p);
    }
  }
  arma::mat points(2, way.size());
  for (std::size_t i = 0; i < way.size(); ++i)
    points.col(i) = way[i];
  return points;
}
// #endregion three-ways

/// The second derivatives of the loss, 2 x 2; the same at every point. The
/// largest eigenvalue is the L of the limit 2 / L.
inline arma::mat curvature(const Samples& samples) {
  const double n = double(samples.size());
  const double x = arma::accu(samples.x) / n;
  const double xx = arma::dot(samples.x, samples.x) / n;
  return 2 * arma::mat{{xx, x}, {x, 1}};
}
inline double largest_rate(const Samples& samples) {
  return 2 / arma::eig_sym(curvature(samples)).max();
}

/// The (w, b) with the smallest loss, by least squares.
inline arma::vec best_line(const Samples& samples) {
  const arma::mat X = arma::join_rows(
      samples.x.t(), arma::vec(samples.size(), arma::fill::ones));
  return arma::solve(X, samples.y.t());
}

/// How far the loss is above its minimum, for each column (w, b) of a path.
inline arma::vec excess(const Samples& samples, const arma::mat& way) {
  const arma::mat off = way.each_col() - best_line(samples);
  // The loss is a parabola, so this is exact; a difference of losses would
  // suffer from rounding.
  return arma::sum(off % (curvature(samples) * off), 0).t() / 2;
}

/// A way to descend: its name, rate, and samples per step.
struct Way {
  std::string name;
  double rate;
  std::size_t batch_size;
};

/// The excess after each step, averaged over several runs that differ in the
/// order of the samples: a single run may get close to the minimum by luck.
inline arma::vec mean_excess(const Samples& samples, const Way& way,
                             const arma::vec& start, int epochs, int runs,
                             std::uint64_t seed) {
  arma::vec sum;
  for (int run = 0; run < runs; ++run) {
    const arma::vec one =
        excess(samples, descend_in_batches(samples, start, way.rate,
                                           way.batch_size, epochs, seed + run));
    sum = run == 0 ? one : arma::vec(sum + one);
  }
  return sum / runs;
}

/// How many samples were seen until the excess fell below `goal`; infinite if
/// it never did.
inline double samples_until(const arma::vec& excess, double goal,
                            double samples_a_step) {
  for (arma::uword step = 0; step < excess.n_elem; ++step)
    if (excess(step) < goal) return double(step) * samples_a_step;
  return arma::datum::inf;
}

}  // namespace chapter05
