// #title en Epsilon-greedy, where several actions are best
// #title zh 有并列最优动作时的 ε 贪心
//
// #text en
// Write `chances`, which returns the probability of every action under an
// epsilon-greedy policy: with `epsilon`, any action, all equally likely;
// otherwise the best one. If several actions share the largest value, **the
// first** of them is the best.
//
// #text zh
// 写出函数 `chances`，返回 ε 贪心策略下每个动作的概率：
// 以 `epsilon` 的概率任取一个动作，各动作机会相等；
// 否则取最优的动作。若有几个动作价值同为最大，取**第一个**。
//
// #hint en
// A random action may happen to be the best one: its chance has two parts.
// #hint zh
// 随机取的动作也可能恰好是最优的：它的概率由两部分组成。
// #hint en
// The chances sum to 1, whatever epsilon is; how much is left for the best?
// #hint zh
// 不管 ε 是多少，概率之和都是 1：留给最优动作的是多少？
#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

/// The probability of every action, for the values q of the actions.
arma::vec chances(const arma::vec& q, double epsilon) {
  // #solution
  arma::uword best = 0;
  for (arma::uword a = 1; a < q.n_elem; ++a)
    if (q(a) > q(best)) best = a;
  arma::vec p(q.n_elem, arma::fill::value(epsilon / double(q.n_elem)));
  p(best) += 1 - epsilon;
  return p;
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{1e-15, "a quotient and a sum"};
  const auto ask = [&](const arma::vec& q, double epsilon,
                       const arma::vec& expected) {
    expect_close({"chances(q, epsilon)", {{"q", q}, {"epsilon", epsilon}}},
                 chances(q, epsilon), expected, rounding);
  };

  check("one is best", [&] {
    ask({1, 4, 2, 3}, 0.2, {0.05, 0.85, 0.05, 0.05});
  });
  check("always random", [&] { ask({7, 1}, 1, {0.5, 0.5}); });
  check("two are best: the first", [&] {
    ask({0, 5, 5, 1}, 0.2, {0.05, 0.85, 0.05, 0.05});
  });
  check("all are below 0", [&] { ask({-3, -1}, 0, {0, 1}); });
}

// #wrong Explores among the other actions only.
// #caught-by one is best
// #says got 0.0666
// -  arma::vec p(q.n_elem, arma::fill::value(epsilon / double(q.n_elem)));
// +  arma::vec p(q.n_elem, arma::fill::value(epsilon / double(q.n_elem - 1)));
// -  p(best) += 1 - epsilon;
// +  p(best) = 1 - epsilon;

// #wrong Gives the best action its greedy part alone.
// #caught-by one is best
// #says expected 0.85 got 0.8
// -  p(best) += 1 - epsilon;
// +  p(best) = 1 - epsilon;

// #wrong Takes the last of equals.
// #caught-by two are best: the first
// #says expected 0.85 got 0.05
// -    if (q(a) > q(best)) best = a;
// +    if (q(a) >= q(best)) best = a;
