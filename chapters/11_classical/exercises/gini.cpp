// #title en The Gini impurity of a node
// #title zh 节点的基尼不纯度
//
// #text en
// A node of a decision tree holds `counts(k)` samples of class $k$, so
// $p_k$ = `counts(k)` / (their sum) is the share of that class. Draw a sample,
// put it back, draw again, and take the second one's class for the first one's:
// how likely is a mistake? Write `gini`, which returns that probability,
//
// $$
// G = 1 - \sum_k p_k^2 .
// $$
//
// The node holds at least one sample.
//
// #text zh
// 决策树的一个节点里，第 $k$ 类有 `counts(k)` 个样本，
// $p_k$ = `counts(k)` /（总数）就是这一类所占的比例。从节点里任取一个样本，
// 放回去，再任取一次，用后一个的类别去猜前一个：猜错的概率有多大？
// 写出函数 `gini`，返回这个概率：
//
// $$
// G = 1 - \sum_k p_k^2 .
// $$
//
// 节点里至少有一个样本。
//
// #hint en
// First make shares of the counts: they sum to 1, whatever the node's size.
// #hint zh
// 先把计数化为比例：不管节点有多大，各类的比例之和都是 1。
// #hint en
// The sum of squares of a vector is its scalar product with itself.
// #hint zh
// 一个向量各分量的平方和，就是它与自己的内积。
#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

/// The probability that two samples, drawn with replacement, differ in class.
double gini(const arma::vec& counts) {
  // #solution
  const arma::vec shares = counts / arma::accu(counts);
  return 1 - arma::dot(shares, shares);
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{1e-15,
                                         "a few roundings of numbers below 1"};

  check("a pure node", [&] {
    const arma::vec counts = {0, 4, 0};
    expect_close({"gini(counts)", {{"counts", counts}}}, gini(counts), 0.0,
                 rounding);
  });
  check("three to one", [&] {
    const arma::vec counts = {3, 1};  // 1 - 9/16 - 1/16
    expect_close({"gini(counts)", {{"counts", counts}}}, gini(counts), 0.375,
                 rounding);
  });
  check("ten classes, all alike", [&] {
    const arma::vec counts(10, arma::fill::value(7.0));
    expect_close({"gini(counts)", {{"counts", counts}}}, gini(counts), 0.9,
                 rounding);
  });
}

// #wrong Forgets to square the shares.
// #caught-by three to one
// #says expected 0.375 got 0
// -  return 1 - arma::dot(shares, shares);
// +  return 1 - arma::accu(shares);

// #wrong Divides by the largest count instead of all of them.
// #caught-by three to one
// #says got -0.1111
// -  const arma::vec shares = counts / arma::accu(counts);
// +  const arma::vec shares = counts / counts.max();

// #wrong Takes the error of the majority's vote, 1 minus the largest share.
// #caught-by three to one
// #says expected 0.375 got 0.25
// -  return 1 - arma::dot(shares, shares);
// +  return 1 - shares.max();

// #wrong Divides by the number of classes.
// #caught-by a pure node
// #says got -0.77777
// -  const arma::vec shares = counts / arma::accu(counts);
// +  const arma::vec shares = counts / double(counts.n_elem);
