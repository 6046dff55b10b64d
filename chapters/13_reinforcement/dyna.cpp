#include "dyna.hpp"

namespace chapter13 {
namespace {

/// A step that was taken once, and what came of it.
struct Memory {
  arma::uword state = 0, action = 0;
  Outcome outcome;
};

/// One update of Q-learning from one step, real or remembered.
void learn(arma::mat& q, const Memory& step, const Lessons& lessons) {
  const auto& [s, a, outcome] = step;
  q(a, s) += lessons.alpha * (q_learning_target(outcome.reward, lessons.gamma,
                                                q.col(outcome.next)) -
                              q(a, s));
}

}  // namespace

// #region dyna
Dyna dyna_q(const Mdp& mdp, arma::uword start, const Lessons& lessons,
            int planning, nn::Random random) {
  arma::mat q(mdp.actions, mdp.states(), arma::fill::zeros);
  arma::umat known(mdp.actions, mdp.states(), arma::fill::zeros);
  std::vector<Memory> model;
  arma::vec returns(arma::uword(lessons.episodes)), steps = returns;
  double taken = 0;
  for (int i = 0; i < lessons.episodes; ++i) {
    for (arma::uword s = start; !mdp.ends(s); ++taken) {
      const arma::uword a =
          epsilon_greedy(q.col(s), lessons.epsilon(i), random);
      const Memory real{s, a, sample(mdp, s, a, random)};
      learn(q, real, lessons);
      if (!known(a, s)++) model.push_back(real);
      for (int k = 0; k < planning; ++k)
        learn(q, model[random.integer(std::uint32_t(model.size()))], lessons);
      s = real.outcome.next;
    }
    returns(arma::uword(i)) = greedy_return(mdp, q, start);
    steps(arma::uword(i)) = taken;
  }
  return {q, returns, steps};
}
// #endregion dyna

double steps_until(const Dyna& dyna, double wanted) {
  for (arma::uword i = 0; i < dyna.returns.n_elem; ++i)
    if (dyna.returns(i) >= wanted) return dyna.steps(i);
  return dyna.steps.back();
}

}  // namespace chapter13
