// #title en From log probabilities to a posterior
// #title zh 从对数概率到后验概率
//
// #text en
// Naive Bayes has, for each class $c$, the sum $s_c = \log P(c) + \sum_f
// \log P(x_f \mid c)$ in `log_joint(c)`. Write `posterior`, which returns
//
// $$
// P(c \mid x) = \frac{e^{s_c}}{\sum_{k} e^{s_k}} .
// $$
//
// With many features, all sums are below $-1000$; one of them may be $-\infty$,
// but not all.
//
// #text zh
// 对每个类别 $c$，朴素贝叶斯已经在 `log_joint(c)` 里算出
// $s_c = \log P(c) + \sum_f \log P(x_f \mid c)$。写出函数 `posterior`，返回
//
// $$
// P(c \mid x) = \frac{e^{s_c}}{\sum_{k} e^{s_k}} .
// $$
//
// 特征多的时候，所有的和都在 $-1000$ 以下；有的可能是 $-\infty$，但不会全是。
//
// #hint en
// `std::exp(-1000)` is 0, and 0 / 0 is no probability. What happens to the
// fraction if you add the same number to all sums?
// #hint zh
// `std::exp(-1000)` 等于 0，而 0 / 0 不是概率。给所有的和都加上同一个数，
// 这个分数会怎样？
// #hint en
// Choose the number so that the largest sum becomes 0: then no power is above 1,
// and the denominator is at least 1.
// #hint zh
// 选这个数，让最大的和变成 0：这样没有哪个幂大于 1，分母至少是 1。
#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

/// P(class | sample) of each class.
arma::vec posterior(const arma::vec& log_joint) {
  // #solution
  const arma::vec shares = arma::exp(log_joint - log_joint.max());
  return shares / arma::accu(shares);
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{
      1e-12, "sums near 1000 are known to 1e-13, and so are their powers"};
  const auto ask = [&](const arma::vec& log_joint, const arma::vec& expected) {
    expect_close({"posterior(log_joint)", {{"log_joint", log_joint}}},
                 posterior(log_joint), expected, rounding);
  };
  const double third = std::log(1.0 / 3), two_thirds = std::log(2.0 / 3);
  check("one to two", [&] {
    ask({third, two_thirds}, {1.0 / 3, 2.0 / 3});
  });
  check("the same, far below zero", [&] {
    ask({third - 1000, two_thirds - 1000}, {1.0 / 3, 2.0 / 3});
  });
  check("the same, far above zero", [&] {
    ask({third + 1000, two_thirds + 1000}, {1.0 / 3, 2.0 / 3});
  });
  check("far apart", [&] { ask({-1000, -3000}, {1, 0}); });
  check("a class that is ruled out", [&] {
    ask({-5, -arma::datum::inf, -5}, {0.5, 0, 0.5});
  });
}

// #wrong Takes the powers as they are.
// #caught-by the same, far below zero
// #says off by nan
// -  const arma::vec shares = arma::exp(log_joint - log_joint.max());
// +  const arma::vec shares = arma::exp(log_joint);

// #wrong Subtracts the smallest sum.
// #caught-by far apart
// #says off by nan
// -  const arma::vec shares = arma::exp(log_joint - log_joint.max());
// +  const arma::vec shares = arma::exp(log_joint - log_joint.min());

// #wrong Divides by the largest power instead of their sum.
// #caught-by one to two
// #says got {0.5, 1}
// -  return shares / arma::accu(shares);
// +  return shares / shares.max();

// #wrong Divides the logarithms by their sum.
// #caught-by one to two
// #says got {0.730423, 0.269577}
// -  return shares / arma::accu(shares);
// +  return log_joint / arma::accu(log_joint);
