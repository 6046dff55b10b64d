#include "bandit.hpp"

#include <cmath>

#include "control.hpp"

namespace chapter13 {

// #region bandit
Game play(const Epsilon& epsilon, arma::uword steps, nn::Random arms,
          nn::Random choices) {
  arma::vec truth(10), q(10, arma::fill::zeros), pulls(10, arma::fill::zeros);
  truth.imbue([&] { return arms.normal(); });
  const arma::uword best = first_largest(truth);
  Game game{arma::vec(steps), arma::vec(steps), truth(best)};
  for (arma::uword t = 0; t < steps; ++t) {
    const arma::uword a = epsilon_greedy(q, epsilon(double(t)), choices);
    const double reward = truth(a) + arms.normal();
    q(a) += (reward - q(a)) / ++pulls(a);  // the mean so far
    game.means(t) = truth(a);
    game.best(t) = a == best;
  }
  return game;
}
// #endregion bandit

Games play_many(const Epsilon& epsilon, arma::uword steps, std::uint32_t games,
                std::uint64_t seed) {
  Games all{arma::zeros(steps), arma::zeros(steps), arma::zeros(steps)};
  arma::vec last(games);
  for (std::uint32_t i = 0; i < games; ++i) {
    const Game game =
        play(epsilon, steps, nn::Random(seed, nn::Stream::data, i),
             nn::Random(seed, nn::Stream::general, i));
    const arma::vec regret = arma::cumsum(game.most - game.means);
    all.reward += game.means / games;
    all.best += game.best / games;
    all.regret += regret / games;
    last(i) = regret.back();
  }
  all.error = arma::stddev(last) / std::sqrt(double(games));
  return all;
}

Epsilon constant(double epsilon) {
  return [epsilon](double) { return epsilon; };
}

Epsilon decaying(double c) {
  return [c](double step) { return c / (c + step); };
}

namespace {

/// Means of `pulls` normal numbers, one an arm.
arma::vec sample_means(arma::uword arms, int pulls, nn::Random& random) {
  arma::vec means(arms, arma::fill::zeros);
  for (double& mean : means)
    for (int i = 0; i < pulls; ++i)
      mean += random.normal() / pulls;
  return means;
}

}  // namespace

double mean_of_largest(arma::uword arms, int pulls, int trials,
                       nn::Random random) {
  double sum = 0;
  for (int trial = 0; trial < trials; ++trial)
    sum += sample_means(arms, pulls, random).max();
  return sum / trials;
}

double mean_of_largest_in_halves(arma::uword arms, int pulls, int trials,
                                 nn::Random random) {
  double sum = 0;
  for (int trial = 0; trial < trials; ++trial) {
    const arma::vec chosen = sample_means(arms, pulls / 2, random);
    const arma::vec judged = sample_means(arms, pulls / 2, random);
    sum += judged(first_largest(chosen));
  }
  return sum / trials;
}

}  // namespace chapter13
