/// The cost of the noise in stochastic descent: a floor that the loss does not
/// fall below, and how noise depends on the batch. Notes D1.8, errata 10.
#pragma once

#include "regression.hpp"

namespace chapter05 {

/// The learning rate of a step, counted from 0.
using Rate = std::function<double(double step)>;

/// Rows of two numbers, one below the other.
inline arma::mat as_matrix(const std::vector<arma::rowvec>& rows) {
  arma::mat all(rows.size(), 2);
  for (std::size_t r = 0; r < rows.size(); ++r)
    all.row(r) = rows[r];
  return all;
}

/// Stochastic descent with one new random sample per step. Ten rows per
/// decade: the step, and the mean excess since the previous row.
inline arma::mat excess_of_stochastic(const Samples& samples, arma::vec p,
                                      const Rate& rate, int steps,
                                      nn::Random random) {
  const arma::vec best = best_line(samples);
  const arma::mat H = curvature(samples);
  const auto count = static_cast<std::uint32_t>(samples.size());
  std::vector<arma::rowvec> rows;
  double sum = 0, end = 1;
  int since = 0;
  for (int step = 0; step < steps; ++step) {
    const std::uint32_t i = random.integer(count);
    p -= rate(step) * gradient_of(samples, p, Indices(&i, 1));
    const arma::vec off = p - best;
    sum += arma::dot(off, H * off) / 2, ++since;
    if (step + 1 < std::round(end) && step + 1 < steps) continue;
    rows.push_back({double(step + 1), sum / since});
    sum = 0, since = 0;
    while (std::round(end) <= step + 1)
      end *= std::pow(10, 0.1);
  }
  return as_matrix(rows);
}

/// The same rate in all steps, or one that falls like 1 / step.
inline Rate constant_rate(double rate) {
  return [rate](double) { return rate; };
}
inline Rate falling_rate(double rate, double half_after) {
  return [=](double step) { return rate / (1 + step / half_after); };
}

/// The sum of the variances of one sample's gradient at the minimum.
inline double noise_at_minimum(const Samples& samples) {
  const arma::vec best = best_line(samples);
  const arma::rowvec error = best(0) * samples.x + best(1) - samples.y;
  const arma::rowvec squares =
      4 * arma::square(error) % (arma::square(samples.x) + 1);
  return arma::mean(squares);
}

/// The excess at which pull and noise balance: rate / 4 times the sum of the
/// variances of one sample's gradient, for small rates. (Each step shrinks the
/// deviations p - best by rate H and perturbs them by rate times the noise;
/// the balance is H S + S H = rate C for their covariances S and C.)
inline double floor_in_theory(const Samples& samples, double rate) {
  return rate / 4 * noise_at_minimum(samples);
}

/// A constant rate, its final excess, and the theoretical one.
struct Floor {
  double rate, measured, theory;
};

/// Root mean square distance between the gradient of `batch_size` random
/// samples and that of all samples.
inline double gradient_noise(const Samples& samples, const arma::vec& p,
                             std::size_t batch_size, int trials,
                             nn::Random& random) {
  const arma::vec truth = gradient_of(samples, p, all_of(samples));
  std::vector<std::uint32_t> batch(batch_size);
  double sum = 0;
  for (int trial = 0; trial < trials; ++trial) {
    for (std::uint32_t& i : batch)
      i = random.integer(static_cast<std::uint32_t>(samples.size()));
    const arma::vec off = gradient_of(samples, p, batch) - truth;
    sum += arma::dot(off, off);
  }
  return std::sqrt(sum / trials);
}

/// The same by theory: one sample's noise / sqrt(batch size).
inline double gradient_noise_in_theory(const Samples& samples,
                                       const arma::vec& p,
                                       std::size_t batch_size) {
  const arma::vec truth = gradient_of(samples, p, all_of(samples));
  double sum = 0;
  for (std::uint32_t i = 0; i < samples.size(); ++i) {
    const arma::vec off = gradient_of(samples, p, Indices(&i, 1)) - truth;
    sum += arma::dot(off, off);
  }
  return std::sqrt(sum / double(samples.size()) / double(batch_size));
}

}  // namespace chapter05
