// #title en A round of AdaBoost
// #title zh AdaBoost 的一轮
//
// #text en
// A stump has been trained on samples with these `weights`, which sum to 1.
// `wrong(i)` is 1 where it is wrong, else 0; it is wrong somewhere, and better
// than guessing. With $e$, the weight of what is wrong, the stump's vote is
//
// $$
// v = \log \frac{1 - e}{e} .
// $$
//
// The weights of the wrong samples are multiplied by $e^v$ (here $e$ is Euler's
// number), and all are divided by their sum. Write `adaboost_round`, which
// changes the weights and returns the vote.
//
// #text zh
// 一个树桩用权重为 `weights`（总和为 1）的样本训练好了。它做错的样本
// `wrong(i)` 是 1，其余是 0；它总有做错的，但比瞎猜好。设做错的样本的权重之和
// 为 $e$，树桩的票重是
//
// $$
// v = \log \frac{1 - e}{e} .
// $$
//
// 做错的样本的权重都乘以 $e^v$（这里的 $e$ 是自然常数），然后所有权重除以它们的
// 总和。写出函数 `adaboost_round`，修改权重并返回票重。
//
// #hint en
// The error counts weights, not samples: it is the scalar product of `weights`
// and `wrong`.
// #hint zh
// 误差数的是权重，不是样本个数：它是 `weights` 与 `wrong` 的内积。
// #hint en
// $e^v$ is $(1 - e) / e$. After the round, wrong and right samples weigh one half
// each; that is a good check of your own.
// #hint zh
// $e^v$ 就是 $(1 - e) / e$。一轮之后，做错的和做对的各占一半的重量；
// 可以用这一点自己检查。
#include <cmath>

#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

/// Changes the weights for the next round; returns the vote of this one.
double adaboost_round(arma::vec& weights, const arma::vec& wrong) {
  // #solution
  const double error = arma::dot(weights, wrong);
  const double vote = std::log((1 - error) / error);
  weights = weights % arma::exp(vote * wrong);
  weights /= arma::accu(weights);
  return vote;
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{
      1e-14, "a few roundings of numbers of size 1"};
  const auto ask = [&](const arma::vec& before, const arma::vec& wrong,
                       double vote, const arma::vec& after) {
    arma::vec weights = before;
    const double got = adaboost_round(weights, wrong);
    const std::vector<nn::exercise::Input> inputs{{"weights", before},
                                                  {"wrong", wrong}};
    expect_close({"adaboost_round(weights, wrong)", inputs}, got, vote,
                 rounding);
    expect_close({"weights after adaboost_round(weights, wrong)", inputs},
                 weights, after, rounding);
  };
  check("one of four is wrong", [&] {
    ask({0.25, 0.25, 0.25, 0.25}, {0, 1, 0, 0}, std::log(3.0),
        {1.0 / 6, 0.5, 1.0 / 6, 1.0 / 6});
  });
  check("weights decide, not how many", [&] {
    ask({0.5, 0.125, 0.125, 0.25}, {0, 1, 1, 0}, std::log(3.0),
        {1.0 / 3, 0.25, 0.25, 1.0 / 6});
  });
  check("nearly as bad as guessing", [&] {
    ask({0.5, 0.4375, 0.0625}, {0, 1, 0}, std::log(9.0 / 7),
        {4.0 / 9, 0.5, 1.0 / 18});
  });
}

// #wrong Counts the wrong samples instead of their weights.
// #caught-by weights decide, not how many
// #says got 0 off by 1.1
// -  const double error = arma::dot(weights, wrong);
// +  const double error = arma::mean(wrong);

// #wrong Half the vote, as Freund and Schapire have it, with this update.
// #caught-by one of four is wrong
// #says got 0.5493061443340549
// -  const double vote = std::log((1 - error) / error);
// +  const double vote = std::log((1 - error) / error) / 2;

// #wrong Makes the right samples heavier.
// #caught-by one of four is wrong
// #says got {0.3, 0.1, 0.3, 0.3}
// -  weights = weights % arma::exp(vote * wrong);
// +  weights = weights % arma::exp(vote * (1 - wrong));

// #wrong Leaves the weights as they are after the multiplication.
// #caught-by one of four is wrong
// #says got {0.25, 0.75, 0.25, 0.25}
// -  weights /= arma::accu(weights);
// +
