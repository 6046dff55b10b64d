#include "control.hpp"

namespace chapter13 {

// #region epsilon-greedy
arma::uword epsilon_greedy(const arma::vec& q, double epsilon,
                           nn::Random& random) {
  if (random.uniform() < epsilon)
    return random.integer(static_cast<std::uint32_t>(q.n_elem));
  return first_largest(q);
}
// #endregion epsilon-greedy

// #region targets
double sarsa_target(double reward, double gamma, const arma::vec& q_next,
                    arma::uword next_action) {
  return reward + gamma * q_next(next_action);
}

double q_learning_target(double reward, double gamma, const arma::vec& q_next) {
  return reward + gamma * q_next.max();
}
// #endregion targets

Exploration always_explore(double epsilon) {
  return [epsilon](int) { return epsilon; };
}

Exploration explore_less(double epsilon, double half) {
  return [=](int episode) { return epsilon / (1 + episode / half); };
}

// #region sarsa
Learned sarsa(const Mdp& mdp, arma::uword start, const Lessons& lessons,
              nn::Random random) {
  arma::mat q(mdp.actions, mdp.states(), arma::fill::zeros);
  arma::vec returns(arma::uword(lessons.episodes), arma::fill::zeros);
  for (int i = 0; i < lessons.episodes; ++i) {
    const double epsilon = lessons.epsilon(i);
    arma::uword s = start, a = epsilon_greedy(q.col(s), epsilon, random);
    while (!mdp.ends(s)) {
      const auto [_, next, reward] = sample(mdp, s, a, random);
      const arma::uword then = epsilon_greedy(q.col(next), epsilon, random);
      q(a, s) +=
          lessons.alpha *
          (sarsa_target(reward, lessons.gamma, q.col(next), then) - q(a, s));
      returns(arma::uword(i)) += reward;
      s = next, a = then;
    }
  }
  return {q, returns};
}
// #endregion sarsa

// #region q-learning
Learned q_learning(const Mdp& mdp, arma::uword start, const Lessons& lessons,
                   nn::Random random) {
  arma::mat q(mdp.actions, mdp.states(), arma::fill::zeros);
  arma::vec returns(arma::uword(lessons.episodes), arma::fill::zeros);
  for (int i = 0; i < lessons.episodes; ++i) {
    const double epsilon = lessons.epsilon(i);
    for (arma::uword s = start; !mdp.ends(s);) {
      const arma::uword a = epsilon_greedy(q.col(s), epsilon, random);
      const auto [_, next, reward] = sample(mdp, s, a, random);
      q(a, s) +=
          lessons.alpha *
          (q_learning_target(reward, lessons.gamma, q.col(next)) - q(a, s));
      returns(arma::uword(i)) += reward;
      s = next;
    }
  }
  return {q, returns};
}
// #endregion q-learning

std::vector<arma::uword> greedy_path(const Mdp& mdp, const arma::mat& q,
                                     arma::uword start, std::size_t most) {
  std::vector<arma::uword> path{start};
  while (!mdp.ends(path.back()) && path.size() < most) {
    const arma::uword s = path.back();
    path.push_back(mdp.of[s][first_largest(q.col(s))].front().next);
  }
  return path;
}

double greedy_return(const Mdp& mdp, const arma::mat& q, arma::uword start) {
  const auto path = greedy_path(mdp, q, start);
  if (!mdp.ends(path.back())) return -arma::datum::inf;
  double sum = 0;
  for (std::size_t t = 0; t + 1 < path.size(); ++t)
    sum += mdp.of[path[t]][first_largest(q.col(path[t]))].front().reward;
  return sum;
}

}  // namespace chapter13
