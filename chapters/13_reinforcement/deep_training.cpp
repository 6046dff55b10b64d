#include "deep_training.hpp"

#include <algorithm>

namespace chapter13 {
namespace {

constexpr arma::uword judged_starts = 20;

/// The starts of judge(), one a column.
arma::mat fixed_starts() {
  nn::Random random(7, nn::Stream::data);
  arma::mat starts(4, judged_starts);
  for (arma::uword i = 0; i < judged_starts; ++i)
    starts.col(i) = cart_pole_start(random);
  return starts;
}

/// The values of both actions in these states. actions x states
arma::fmat values_of(DeepQ::Network& network, const arma::mat& states) {
  arma::fmat features(arma::size(states));
  for (arma::uword i = 0; i < states.n_cols; ++i)
    features.col(i) = features_of(states.col(i));
  return network.forward(std::move(features), nn::Mode::evaluate);
}

}  // namespace

double judge(const std::function<arma::uword(const State&)>& policy) {
  const CartPole world;
  const arma::mat starts = fixed_starts();
  int sum = 0;
  for (arma::uword i = 0; i < judged_starts; ++i) {
    State state = starts.col(i);
    for (int t = 0; t < longest_episode && !fallen(world, state); ++t, ++sum)
      state = cart_pole_step(world, state, policy(state));
  }
  return double(sum) / judged_starts;
}

Judged judge(DeepQ::Network& network) {
  const CartPole world;
  arma::mat states = fixed_starts();
  const double value = arma::mean(arma::vec(arma::conv_to<arma::vec>::from(
      arma::max(values_of(network, states), 0))));
  int sum = 0;
  for (int t = 0; t < longest_episode; ++t) {
    const arma::fmat q = values_of(network, states);
    const int before = sum;
    for (arma::uword i = 0; i < judged_starts; ++i) {
      if (fallen(world, states.col(i))) continue;
      states.col(i) =
          cart_pole_step(world, states.col(i), q(1, i) > q(0, i) ? 1 : 0);
      ++sum;
    }
    if (sum == before) break;  // all have fallen
  }
  return {double(sum) / judged_starts, value};
}

// #region train-deep-q
DeepCurve train_deep_q(const DeepSettings& settings, std::uint64_t seed) {
  const CartPole world;
  DeepQ agent(settings, seed);
  DeepCurve curve;
  nn::Random starts(seed, nn::Stream::general);
  State state = cart_pole_start(starts);
  int length = 0;
  for (int step = 1; step <= settings.steps; ++step) {
    const arma::uword action =
        agent.act(state, exploration(settings, step - 1));
    const State next = cart_pole_step(world, state, action);
    const bool ended = fallen(world, next);
    agent.learn({features_of(state), action, 1, features_of(next), ended});
    state = next;
    // Where the time is up, a new episode begins; but the pole has not fallen.
    if (++length == longest_episode || ended) {
      curve.episodes.push_back(length);
      state = cart_pole_start(starts), length = 0;
    }
    if (step % settings.judge_every == 0) {
      const auto [judged, value] = judge(agent.network());
      curve.steps.resize(curve.steps.n_elem + 1);
      curve.lengths.resize(curve.steps.n_elem);
      curve.values.resize(curve.steps.n_elem);
      curve.steps.back() = step;
      curve.lengths.back() = judged;
      curve.values.back() = value;
    }
  }
  return curve;
}
// #endregion train-deep-q

std::vector<DeepCurve> train_seeds(const DeepSettings& settings,
                                   std::uint64_t first, std::size_t count) {
  std::vector<DeepCurve> curves(count);
  nn::Cpu::parallel(
      [&](nn::Worker worker) {
        const nn::Range mine = worker.share(count);
        for (std::size_t k = mine.begin; k < mine.end; ++k)
          curves[k] = train_deep_q(settings, first + k);
      },
      count);
  return curves;
}

arma::mat lengths_of(const std::vector<DeepCurve>& curves) {
  arma::mat lengths(curves.front().lengths.n_elem, curves.size());
  for (arma::uword k = 0; k < lengths.n_cols; ++k)
    lengths.col(k) = curves[k].lengths;
  return lengths;
}

arma::vec later_half(const std::vector<DeepCurve>& curves) {
  const arma::mat lengths = lengths_of(curves);
  return arma::mean(lengths.tail_rows((lengths.n_rows + 1) / 2), 0).t();
}

double judge_random(std::uint64_t seed) {
  nn::Random random(seed);
  return judge([&](const State&) -> arma::uword { return random.integer(2); });
}

double judge_leaning() {
  return judge(
      [](const State& state) -> arma::uword { return state(2) > 0 ? 1 : 0; });
}

}  // namespace chapter13
