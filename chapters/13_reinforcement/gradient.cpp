#include "gradient.hpp"

#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"
#include "nn/reference/reference.hpp"

#include "deep_q.hpp"
#include "semi_gradient.hpp"

namespace chapter13 {
namespace {

using Network = nn::Sequential<nn::Reference<double>>;

/// Some steps that never took place; what counts is that they are there.
struct Steps {
  arma::mat x, next;
  std::vector<arma::uword> actions;
  arma::rowvec rewards, goes_on;
};

Steps some_steps(arma::uword count, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data);
  Steps steps{arma::mat(4, count), arma::mat(4, count), {}, {}, {}};
  for (arma::mat* states : {&steps.x, &steps.next})
    states->imbue([&] { return random.normal(); });
  steps.rewards = arma::rowvec(count, arma::fill::ones);
  steps.goes_on = steps.rewards;
  steps.goes_on(0) = 0;
  for (arma::uword i = 0; i < count; ++i)
    steps.actions.push_back(random.integer(2));
  return steps;
}

arma::rowvec targets_of(Network& network, const Steps& steps) {
  const arma::mat q = network.forward(steps.next);
  return td_targets(steps.rewards, steps.goes_on, q, q, 0.99);
}

double loss_of(Network& network, const Steps& steps,
               const arma::rowvec& targets, arma::mat& dq) {
  const arma::mat q = network.forward(steps.x);
  return semi_gradient(q, steps.actions, targets, dq);
}

/// Central differences of the loss, parameter by parameter.
template <class F>
arma::vec differences(Network& network, F&& loss) {
  arma::mat& parameters = network.parameters();
  arma::vec slopes(parameters.n_elem);
  constexpr double h = 1e-6;
  for (arma::uword i = 0; i < slopes.n_elem; ++i) {
    const double here = parameters(i);
    parameters(i) = here + h;
    const double above = loss();
    parameters(i) = here - h;
    slopes(i) = (above - loss()) / (2 * h);
    parameters(i) = here;
  }
  return slopes;
}

double distance(const arma::vec& a, const arma::vec& b) {
  return arma::norm(a - b) / (arma::norm(a) + arma::norm(b));
}

}  // namespace

SemiGradientCheck check_semi_gradient(std::uint64_t seed) {
  Network network({4});
  network.add<nn::Linear>(4, 8).add<nn::Tanh>().add<nn::Linear>(8, 2);
  network.build(seed);
  const Steps steps = some_steps(6, seed);
  const arma::rowvec targets = targets_of(network, steps);
  arma::mat dq;
  loss_of(network, steps, targets, dq);
  network.backward(dq);
  const arma::vec ours = arma::vectorise(network.gradients());
  const arma::vec fixed = differences(
      network, [&] { return loss_of(network, steps, targets, dq); });
  const arma::vec following = differences(network, [&] {
    return loss_of(network, steps, targets_of(network, steps), dq);
  });
  return {distance(ours, fixed), distance(ours, following)};
}

}  // namespace chapter13
