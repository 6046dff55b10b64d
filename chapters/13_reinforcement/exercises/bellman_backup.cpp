// #title en One sweep of value iteration
// #title zh 值迭代的一遍扫描
//
// #text en
// A process without chance has `next.n_cols` states and `next.n_rows` actions:
// action $a$ in state $s$ brings the reward `reward(a, s)` and leads to the
// state `next(a, s)`. Where `ends(s)` is 1, the episode is over: such a state
// has the value 0, whatever stands in its columns. Write `sweep`, which returns
// the values
//
// $$
// v'(s) = \max_a \left( r(s, a) + \gamma\, v(s_a) \right)
// $$
//
// of all states, $s_a$ being the state after the action. All of them are
// computed from the old values `v`.
//
// #text zh
// 一个没有随机性的过程有 `next.n_cols` 个状态、`next.n_rows` 个动作：
// 在状态 $s$ 采取动作 $a$，得到奖励 `reward(a, s)`，
// 到达状态 `next(a, s)`。`ends(s)` 为 1 的地方回合结束：
// 这样的状态价值为 0，不管它那一列里写的是什么。
// 写出函数 `sweep`，返回所有状态的新价值
//
// $$
// v'(s) = \max_a \left( r(s, a) + \gamma\, v(s_a) \right)
// $$
//
// 其中 $s_a$ 是采取动作后的状态。所有新价值都由旧价值 `v` 算出。
//
// #hint en
// Keep the new values in a vector of their own: a state that is computed later
// must not see a new value of one before it.
// #hint zh
// 新价值要另放一个向量：后算的状态不能看到先算好的新价值。
// #hint en
// A maximum over rewards that are all negative is negative. With what number
// does the search for it begin?
// #hint zh
// 奖励全是负数时，最大值也是负数。找最大值时该从什么数开始？
#include <algorithm>

#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

/// New values of all states, computed from the old ones.
arma::vec sweep(const arma::umat& next, const arma::mat& reward,
                const arma::uvec& ends, const arma::vec& v, double gamma) {
  // #solution
  arma::vec values(v.n_elem, arma::fill::zeros);
  for (arma::uword s = 0; s < v.n_elem; ++s) {
    if (ends(s)) continue;
    double best = -arma::datum::inf;
    for (arma::uword a = 0; a < next.n_rows; ++a)
      best = std::max(best, reward(a, s) + gamma * v(next(a, s)));
    values(s) = best;
  }
  return values;
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{1e-14, "a product and a sum"};
  const auto ask = [&](const arma::umat& next, const arma::mat& reward,
                       const arma::uvec& ends, const arma::vec& v, double gamma,
                       const arma::vec& expected) {
    expect_close(
        {"sweep(next, reward, ends, v, gamma)", {{"v", v}, {"gamma", gamma}}},
        sweep(next, reward, ends, v, gamma), expected, rounding);
  };

  check("one state, two actions", [&] {
    ask(arma::uvec{0, 0}, arma::vec{1, 3}, {0}, {4}, 0.5, {5});
  });
  check("a row of three states, all from the old values", [&] {
    // Action 0 stays and costs 1, action 1 goes on and costs 2.
    ask(arma::umat("0 1 2; 1 2 2"), arma::mat("-1 -1 0; -2 -2 0"), {0, 0, 1},
        {-8, -6, 0}, 0.5, {-5, -2, 0});
  });
  check("an end is worth nothing", [&] {
    ask(arma::urowvec{0, 1}, arma::rowvec{1, 5}, {0, 1}, {0, 0}, 0.9, {1, 0});
  });
}

// #wrong Computes in place: later states see new values.
// #caught-by a row of three states, all from the old values
// #says expected -5, got -3
// -  arma::vec values(v.n_elem, arma::fill::zeros);
// -  for (arma::uword s = 0; s < v.n_elem; ++s) {
// +  arma::vec values = v;
// +  for (arma::uword s = v.n_elem; s-- > 0;) {
// -      best = std::max(best, reward(a, s) + gamma * v(next(a, s)));
// +      best = std::max(best, reward(a, s) + gamma * values(next(a, s)));

// #wrong Begins the search at 0: nothing negative is found.
// #caught-by a row of three states, all from the old values
// #says got 0
// -    double best = -arma::datum::inf;
// +    double best = 0;

// #wrong Discounts the reward as well.
// #caught-by one state, two actions
// #says got 3.5
// -      best = std::max(best, reward(a, s) + gamma * v(next(a, s)));
// +      best = std::max(best, gamma * (reward(a, s) + v(next(a, s))));

// #wrong Gives final states what stands in their columns.
// #caught-by an end is worth nothing
// #says got 5
// -    if (ends(s)) continue;
// +    if (ends(s) > 1) continue;
