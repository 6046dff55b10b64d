#include "noise.hpp"

#include <cmath>

#include "excess.hpp"

namespace chapter05 {
namespace {

/// Rows of two numbers, one below the other.
arma::mat as_matrix(const std::vector<arma::rowvec>& rows) {
  arma::mat all(rows.size(), 2);
  for (std::size_t r = 0; r < rows.size(); ++r)
    all.row(r) = rows[r];
  return all;
}

}  // namespace

arma::mat excess_of_stochastic(const Samples& samples, arma::vec p,
                               const Rate& rate, int steps, nn::Random random) {
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

Rate constant_rate(double rate) {
  return [rate](double) { return rate; };
}

Rate falling_rate(double rate, double half_after) {
  return [=](double step) { return rate / (1 + step / half_after); };
}

double noise_at_minimum(const Samples& samples) {
  const arma::vec best = best_line(samples);
  const arma::rowvec error = best(0) * samples.x + best(1) - samples.y;
  const arma::rowvec squares =
      4 * arma::square(error) % (arma::square(samples.x) + 1);
  return arma::mean(squares);
}

double mean_square_in_balance(double rate, double curvature, double variance) {
  return rate * variance / (curvature * (2 - rate * curvature));
}

double floor_in_theory(const Samples& samples, double rate) {
  return rate / 4 * noise_at_minimum(samples);
}

double gradient_noise(const Samples& samples, const arma::vec& p,
                      std::size_t batch_size, int trials, nn::Random& random) {
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

double gradient_noise_in_theory(const Samples& samples, const arma::vec& p,
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
