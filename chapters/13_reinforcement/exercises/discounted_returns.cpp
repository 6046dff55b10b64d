// #title en The return from every step on
// #title zh 从每一步起的回报
//
// #text en
// An episode has brought the rewards $r_1, r_2, \dots, r_T$, here `rewards(0)`
// to `rewards(T - 1)`. Write `returns`, which gives the discounted return from
// every step on,
//
// $$
// G_t = r_{t+1} + \gamma r_{t+2} + \gamma^2 r_{t+3} + \dots
// $$
//
// in a vector that is as long as `rewards`. An episode may have no reward at
// all. Use at most one multiplication for each reward.
//
// #text zh
// 一个回合依次得到奖励 $r_1, r_2, \dots, r_T$，
// 这里是 `rewards(0)` 到 `rewards(T - 1)`。
// 写出函数 `returns`，给出从每一步起的折扣回报
//
// $$
// G_t = r_{t+1} + \gamma r_{t+2} + \gamma^2 r_{t+3} + \dots
// $$
//
// 结果向量与 `rewards` 一样长。回合里也可能一个奖励都没有。
// 每个奖励最多只用一次乘法。
//
// #hint en
// How does the return of a step follow from the return of the step after it?
// #hint zh
// 知道了后一步的回报，怎样得到这一步的回报？
// #hint en
// Begin at the last reward, whose return is the reward itself, and go back.
// #hint zh
// 从最后一个奖励开始，它的回报就是它自己，然后往前走。
#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

/// The discounted return from every step on, as long as the rewards.
arma::vec returns(const arma::vec& rewards, double gamma) {
  // #solution
  arma::vec result(rewards.n_elem);
  double after = 0;
  for (arma::uword t = rewards.n_elem; t-- > 0;) {
    after = rewards(t) + gamma * after;
    result(t) = after;
  }
  return result;
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{1e-14, "a few products are rounded"};
  const auto ask = [&](const arma::vec& rewards, double gamma,
                       const arma::vec& expected) {
    expect_close(
        {"returns(rewards, gamma)", {{"rewards", rewards}, {"gamma", gamma}}},
        returns(rewards, gamma), expected, rounding);
  };

  check("three rewards, gamma 0.5", [&] {
    ask({4, 2, 8}, 0.5, {7, 6, 8});  // 8; 2 + 4; 4 + 3
  });
  check("gamma 0: the next reward alone", [&] {
    ask({4, 2, 8}, 0, {4, 2, 8});
  });
  check("gamma 1: a sum", [&] { ask({1, 1, 1, 1}, 1, {4, 3, 2, 1}); });
  check("no reward", [&] { ask({}, 0.9, {}); });
}

// #wrong Discounts the reward of its own step, too.
// #caught-by three rewards, gamma 0.5
// #says got 3.5
// -    after = rewards(t) + gamma * after;
// +    after = gamma * (rewards(t) + after);

// #wrong Forgets to discount.
// #caught-by three rewards, gamma 0.5
// #says got 14
// -    after = rewards(t) + gamma * after;
// +    after = rewards(t) + after;

// #wrong Goes forward: sums what came before, not what comes after.
// #caught-by three rewards, gamma 0.5
// #says got 4
// -  for (arma::uword t = rewards.n_elem; t-- > 0;) {
// +  for (arma::uword t = 0; t < rewards.n_elem; ++t) {
