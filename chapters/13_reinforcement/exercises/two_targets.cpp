// #title en The targets of SARSA and of Q-learning
// #title zh SARSA 与 Q 学习的目标
//
// #text en
// An agent took a step. It got `reward` and came to a state whose actions have
// the values `q_next`; there it will take the action `next_action`. Where the
// episode has `ended`, there is no next action, and `q_next` says nothing.
// Write both targets: `sarsa` with the action that is going to be taken, and
// `q_learning` with the best one. Then mend `expected_sarsa`, which takes the
// mean over the epsilon-greedy policy: with `epsilon` any action, otherwise the
// best.
//
// #text zh
// 智能体走了一步，得到 `reward`，到达一个状态，
// 那里各动作的价值是 `q_next`，
// 它接着要采取动作 `next_action`。若回合已经结束（`ended`），
// 就没有下一个动作，`q_next` 也没有意义。写出两个目标：
// `sarsa` 用将要采取的动作，`q_learning` 用最优的动作。
// 再改正 `expected_sarsa`，它对 ε 贪心策略取平均：
// 以 `epsilon` 的概率任取动作，否则取最优的动作。
//
// #hint en
// What comes after the end is worth 0: only the reward is left.
// #hint zh
// 结束之后的一切价值为 0：只剩下奖励。
// #hint en
// The mean of all actions has the weight epsilon, the largest value the rest.
// #hint zh
// 所有动作的平均值占权重 ε，最大值占其余的部分。
#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

/// What Q(s, a) should be after the step, by the action that comes next.
double sarsa(double reward, bool ended, const arma::vec& q_next,
             arma::uword next_action, double gamma) {
  // #solution
  return ended ? reward : reward + gamma * q_next(next_action);
  // #end
}

/// The same by the best action.
double q_learning(double reward, bool ended, const arma::vec& q_next,
                  double gamma) {
  // #solution
  return ended ? reward : reward + gamma * q_next.max();
  // #end
}

/// The same by the mean over an epsilon-greedy policy.
double expected_sarsa(double reward, bool ended, const arma::vec& q_next,
                      double epsilon, double gamma) {
  // #solution
  const double mean =
      epsilon * arma::mean(q_next) + (1 - epsilon) * q_next.max();
  return ended ? reward : reward + gamma * mean;
  // #stub
  // // Far too hopeful: what about the random actions? And the end?
  // return reward + gamma * q_next.max() + 0 * epsilon * ended;
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{1e-14, "a few products and sums"};
  const arma::vec q_next = {-4, 2, 8};

  check("SARSA takes the next action", [&] {
    expect_close({"sarsa(1, false, q_next, 0, 0.5)", {{"q_next", q_next}}},
                 sarsa(1, false, q_next, 0, 0.5), -1.0, rounding);
  });
  check("Q-learning takes the best", [&] {
    expect_close({"q_learning(1, false, q_next, 0.5)", {{"q_next", q_next}}},
                 q_learning(1, false, q_next, 0.5), 5.0, rounding);
  });
  check("after the end", [&] {
    expect_close({"sarsa(1, true, q_next, 0, 0.5)", {{"q_next", q_next}}},
                 sarsa(1, true, q_next, 0, 0.5), 1.0, rounding);
    expect_close({"q_learning(1, true, q_next, 0.5)", {{"q_next", q_next}}},
                 q_learning(1, true, q_next, 0.5), 1.0, rounding);
  });
  check("the mean over the policy", [&] {
    // 0.25 * 2 + 0.75 * 8 = 6.5
    expect_close(
        {"expected_sarsa(1, false, q_next, 0.25, 0.5)", {{"q_next", q_next}}},
        expected_sarsa(1, false, q_next, 0.25, 0.5), 4.25, rounding);
    expect_close(
        {"expected_sarsa(1, true, q_next, 0.25, 0.5)", {{"q_next", q_next}}},
        expected_sarsa(1, true, q_next, 0.25, 0.5), 1.0, rounding);
  });
}

// #wrong SARSA takes the best action, like Q-learning.
// #caught-by SARSA takes the next action
// #says expected -1 got 5
// -  return ended ? reward : reward + gamma * q_next(next_action);
// +  return ended ? reward : reward + gamma * q_next.max() + 0 * next_action;

// #wrong Q-learning takes the mean of all actions.
// #caught-by Q-learning takes the best
// #says expected 5 got 2
// -  return ended ? reward : reward + gamma * q_next.max();
// +  return ended ? reward : reward + gamma * arma::mean(q_next);

// #wrong Looks beyond the end.
// #caught-by after the end
// #says expected 1 got 5
// -  return ended ? reward : reward + gamma * q_next.max();
// +  return reward + gamma * q_next.max() + 0 * ended;

// #wrong Exchanges the two weights.
// #caught-by the mean over the policy
// #says expected 4.25 got 2.75
// -      epsilon * arma::mean(q_next) + (1 - epsilon) * q_next.max();
// +      (1 - epsilon) * arma::mean(q_next) + epsilon * q_next.max();
