#include "sources.hpp"

#include <numbers>

#include "nn/core/random.hpp"

namespace chapter12 {
namespace {

/// Each row with mean 0 and variance 1.
arma::mat standardized(arma::mat x) {
  x.each_col() -= arma::vec(arma::mean(x, 1));
  x.each_col() /= arma::vec(arma::stddev(x, 1, 1));
  return x;
}

/// Rows of length 1 that are neither nearly parallel nor nearly orthogonal:
/// both microphones hear both speakers.
arma::mat draw_mixing(nn::Random& random) {
  const double a = random.uniform(0.15, 0.65), b = random.uniform(0.85, 1.4);
  return {{std::cos(a), std::sin(a)}, {std::cos(b), std::sin(b)}};
}

}  // namespace

Recording two_speakers(arma::uword samples, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data, 5);
  Recording r;
  const double sine = random.uniform(60, 90), saw = random.uniform(20, 35);
  const double phase = random.uniform(), shift = random.uniform();
  r.sources.set_size(2, samples);
  for (arma::uword t = 0; t < samples; ++t) {
    const double turns = double(t) / saw + shift;
    r.sources(0, t) =
        std::sin(2 * std::numbers::pi * (double(t) / sine + phase));
    r.sources(1, t) = turns - std::floor(turns);
  }
  r.sources = standardized(r.sources);
  r.mixing = draw_mixing(random);
  r.x = r.mixing * r.sources;
  return r;
}

Recording two_noises(arma::uword samples, std::uint64_t seed) {
  Recording r = two_speakers(samples, seed);
  nn::Random random(seed, nn::Stream::data, 6);
  r.sources.imbue([&] { return random.normal(); });
  r.sources = standardized(r.sources);
  r.x = r.mixing * r.sources;
  return r;
}

arma::mat correlations(const arma::mat& a, const arma::mat& b) {
  return arma::abs(standardized(a) * standardized(b).t()) / double(a.n_cols);
}

double recovered(const arma::mat& found, const arma::mat& sources) {
  const arma::mat c = correlations(found, sources);
  return std::max(std::min(c(0, 0), c(1, 1)), std::min(c(0, 1), c(1, 0)));
}

}  // namespace chapter12
