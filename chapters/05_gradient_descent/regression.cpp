#include "regression.hpp"

#include <algorithm>
#include <numeric>

#include "nn/core/random.hpp"

namespace chapter05 {

Samples samples_of_line(arma::uword count, double noise, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data);
  Samples samples{arma::rowvec(count), arma::rowvec(count)};
  for (arma::uword i = 0; i < count; ++i) {
    samples.x(i) = random.uniform(-0.5, 1.5);
    samples.y(i) = 2 * samples.x(i) - 1 + noise * random.normal();
  }
  return samples;
}

Samples the_line(std::uint64_t seed) {
  return samples_of_line(256, 0.5, seed);
}

const arma::vec line_start{-1, 2.5};

double loss(const Samples& samples, const arma::vec& p) {
  return arma::mean(arma::square(p(0) * samples.x + p(1) - samples.y));
}

arma::vec gradient_of(const Samples& samples, const arma::vec& p,
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

std::vector<std::uint32_t> all_of(const Samples& samples) {
  std::vector<std::uint32_t> indices(samples.size());
  std::iota(indices.begin(), indices.end(), 0u);
  return indices;
}

// #region three-ways
/// Epoch by epoch through all samples in random order, `batch_size` per step.
/// batch_size = all: batch descent; 1: stochastic; else mini-batch.
/// Returns (w, b) before and after each step, 2 x (steps + 1).
arma::mat descend_in_batches(const Samples& samples, arma::vec p, double rate,
                             std::size_t batch_size, int epochs,
                             std::uint64_t seed) {
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

}  // namespace chapter05
