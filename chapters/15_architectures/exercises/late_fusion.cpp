// #title en Late fusion by hand
// #title zh 手工做后期融合
//
// #text en
// Two classifiers look at the same thing, one at its image, the other at a
// word. Given the class, the two inputs are independent. Then
//
// $$
// p(c \mid a, b) \propto \frac{p(c \mid a) \, p(c \mid b)}{p(c)} .
// $$
//
// Write `fused`. `a` and `b` are logits (softmax gives the probabilities),
// `prior` has the $p(c)$; the result are the probabilities of the classes. An
// input that is missing has no logits: its vector is empty, and the other one
// alone decides. With none at all, all that is known is the prior. Logits may
// be as large as 1000.
//
// #text zh
// 两个分类器看同一件东西，一个看图像，一个看词。
// 给定类别之后，两个输入相互独立。于是
//
// $$
// p(c \mid a, b) \propto \frac{p(c \mid a) \, p(c \mid b)}{p(c)} .
// $$
//
// 写出函数 `fused`。`a` 和 `b` 是 logits（经 softmax 得到概率），
// `prior` 是各个 $p(c)$，结果是各类别的概率。缺失的输入没有 logits：
// 它的向量是空的，由另一个单独决定。两个都没有时，
// 所知道的只有先验。logits 可能大到 1000。
//
// #hint en
// The logarithm of a product is a sum, and a constant that is added to all
// logits changes nothing: what is log p(c | a), up to a constant?
// #hint zh
// 乘积的对数是和，而给所有 logits 加同一个常数什么也不改变：
// 若不计常数，log p(c | a) 是什么？
// #hint en
// Begin with the logarithm of the prior. What does an input add to it?
// #hint zh
// 从先验的对数开始。一个输入要往上加什么？
// #hint en
// exp(1000) is infinite. Subtract the largest number first.
// #hint zh
// exp(1000) 是无穷大。先减去最大的那个数。
#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

arma::vec fused(const arma::vec& a, const arma::vec& b,
                const arma::vec& prior) {
  // #solution
  arma::vec logits = arma::log(prior);
  if (!a.empty()) logits += a - arma::log(prior);
  if (!b.empty()) logits += b - arma::log(prior);
  const arma::vec shares = arma::exp(logits - logits.max());
  return shares / arma::accu(shares);
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{1e-12, "exp and log of small numbers"};
  const arma::vec even = {0.25, 0.25, 0.25, 0.25};
  const arma::vec rare = {0.8, 0.2};
  const arma::vec none;
  const auto ask = [&](const std::string& call, const arma::vec& a,
                       const arma::vec& b, const arma::vec& prior,
                       const arma::vec& expected) {
    expect_close({call, {{"a", a}, {"b", b}, {"prior", prior}}},
                 fused(a, b, prior), expected, rounding);
  };

  check("two that agree and disagree", [&] {
    // 4 * 1, 2 * 1, 1 * 2, 1 * 4 twelfths
    const arma::vec a = arma::log(arma::vec{4, 2, 1, 1});
    const arma::vec b = arma::log(arma::vec{1, 1, 2, 4});
    ask("fused(a, b, prior)", a, b, even, arma::vec{4, 2, 2, 4} / 12);
  });
  check("a rare class", [&] {
    // 0.5 * 0.5 / 0.8 and 0.5 * 0.5 / 0.2: 1 to 4
    ask("fused(a, b, prior)", {0, 0}, {0, 0}, rare, {0.2, 0.8});
  });
  check("one is missing", [&] {
    const arma::vec a = arma::log(arma::vec{3, 1});
    ask("fused(a, {}, prior)", a, none, rare, {0.75, 0.25});
    ask("fused({}, a, prior)", none, a, rare, {0.75, 0.25});
  });
  check("both are missing",
        [&] { ask("fused({}, {}, prior)", none, none, rare, rare); });
  check("large logits", [&] {
    ask("fused(a, b, prior)", {1000, 1000}, {900, 900}, {0.5, 0.5}, {0.5, 0.5});
  });
}

// #wrong The mean of the probabilities: a vote, not a product.
// #caught-by two that agree and disagree
// #says expected {0.333333
// -  const arma::vec shares = arma::exp(logits - logits.max());
// +  if (a.empty() || b.empty()) return prior;
// +  const arma::vec p = arma::exp(a), q = arma::exp(b);
// +  const arma::vec shares = p / arma::accu(p) + q / arma::accu(q);

// #wrong Adds the logits and forgets the prior, which both have counted.
// #caught-by a rare class
// #says expected {0.2, 0.8} got {0.5, 0.5}
// -  arma::vec logits = arma::log(prior);
// +  arma::vec logits = 0 * prior;
// -  if (!a.empty()) logits += a - arma::log(prior);
// +  if (!a.empty()) logits += a;
// -  if (!b.empty()) logits += b - arma::log(prior);
// +  if (!b.empty()) logits += b;

// #wrong Takes the prior away once, whatever is missing.
// #caught-by one is missing
// #says expected {0.75, 0.25} got {0.428571
// -  arma::vec logits = arma::log(prior);
// +  arma::vec logits = -arma::log(prior);
// -  if (!a.empty()) logits += a - arma::log(prior);
// +  if (!a.empty()) logits += a;
// -  if (!b.empty()) logits += b - arma::log(prior);
// +  if (!b.empty()) logits += b;

// #wrong Does not subtract the largest logit.
// #caught-by large logits
// #says nan
// -  const arma::vec shares = arma::exp(logits - logits.max());
// +  const arma::vec shares = arma::exp(logits);
