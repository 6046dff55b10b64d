#include "td.hpp"

#include <cmath>

#include "worlds.hpp"

namespace chapter13 {

// #region td
double td_update(arma::vec& v, arma::uword state, double reward,
                 arma::uword next, double alpha, double gamma) {
  const double difference = reward + gamma * v(next) - v(state);
  v(state) += alpha * difference;
  return difference;
}
// #endregion td

Episode walk_of(const Mdp& mdp, arma::uword start, nn::Random& random) {
  Episode episode{{start}, {}};
  while (!mdp.ends(episode.states.back())) {
    const Outcome outcome = sample(mdp, episode.states.back(), 0, random);
    episode.states.push_back(outcome.next);
    episode.rewards.push_back(outcome.reward);
  }
  return episode;
}

// #region monte-carlo
void monte_carlo_update(arma::vec& v, const Episode& episode, double alpha,
                        double gamma) {
  double after = 0;  // the return, from the end on
  for (std::size_t t = episode.rewards.size(); t-- > 0;) {
    after = episode.rewards[t] + gamma * after;
    double& value = v(episode.states[t]);
    value += alpha * (after - value);
  }
}
// #endregion monte-carlo

arma::mat learn_walk(Target target, double alpha, int episodes,
                     nn::Random random) {
  const Mdp walk = random_walk();
  arma::vec v{0, 0.5, 0.5, 0.5, 0.5, 0.5, 0};
  arma::mat values(v.n_elem, arma::uword(episodes) + 1);
  values.col(0) = v;
  for (int i = 1; i <= episodes; ++i) {
    const auto [states, rewards] = walk_of(walk, walk_start, random);
    if (target == Target::whole_return)
      monte_carlo_update(v, {states, rewards}, alpha, 1);
    else
      for (std::size_t t = 0; t < rewards.size(); ++t)
        td_update(v, states[t], rewards[t], states[t + 1], alpha, 1);
    values.col(arma::uword(i)) = v;
  }
  return values;
}

arma::rowvec walk_errors(const arma::mat& values) {
  const arma::vec truth = walk_truth();
  arma::rowvec errors(values.n_cols);
  for (arma::uword i = 0; i < values.n_cols; ++i)
    errors(i) = std::sqrt(arma::accu(arma::square(values.col(i) - truth)) / 5);
  return errors;
}

arma::mat errors_of_runs(Target target, double alpha, int episodes,
                         std::uint32_t runs, std::uint64_t seed) {
  arma::mat errors;
  errors.set_size(runs, arma::uword(episodes) + 1);
  for (std::uint32_t run = 0; run < runs; ++run)
    errors.row(run) = walk_errors(learn_walk(
        target, alpha, episodes, nn::Random(seed, nn::Stream::data, run)));
  return errors;
}

Score score_of(const arma::mat& errors) {
  const arma::vec each = arma::mean(errors, 1);
  return {arma::mean(each),
          arma::stddev(each) / std::sqrt(double(each.n_elem))};
}

double best_rate(Target target, const std::vector<double>& rates,
                 std::uint32_t runs, std::uint64_t seed) {
  arma::vec losses(rates.size());
  for (arma::uword i = 0; i < losses.n_elem; ++i)
    losses(i) =
        -score_of(errors_of_runs(target, rates[i], 100, runs, seed)).mean;
  return rates[first_largest(losses)];
}

}  // namespace chapter13
