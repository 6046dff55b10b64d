// #title en Which way each pixel moves a logit
// #title zh 每个像素把得分推向哪边
//
// #text en
// A network has one hidden layer: its logits are $W_2 \max(0, W_1 x + b_1) +
// b_2$. Write `logit_slopes`, which returns the derivative of the logit of
// `of_class` with respect to every pixel of `x`. Signs are to be kept: a
// picture may take their absolute values later.
//
// #text zh
// 一个网络有一个隐藏层，它的 logits 是 $W_2 \max(0, W_1 x + b_1) + b_2$。
// 写出函数 `logit_slopes`，返回类别 `of_class` 的 logit
// 对 `x` 每个像素的导数。符号要保留：画图时再取绝对值也不迟。
//
// #hint en
// Go back layer by layer. What is the derivative of that logit with respect to
// the hidden values? It is a row of one of the matrices.
// #hint zh
// 一层一层往回走。这个 logit 对隐藏值的导数是什么？是其中一个矩阵的一行。
// #hint en
// A hidden unit whose weighted sum is below zero hands nothing back. One that
// is awake hands back what it gets, however large its value is.
// #hint zh
// 加权和小于零的隐藏单元什么也不往回传；醒着的单元把收到的原样传回去，
// 不管它自己的值有多大。
#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

struct Network {
  arma::mat w1;  ///< hidden units x pixels
  arma::vec b1;
  arma::mat w2;  ///< classes x hidden units
  arma::vec b2;
};

arma::vec logits(const Network& net, const arma::vec& x) {
  const arma::vec z = net.w1 * x + net.b1;
  return net.w2 * arma::clamp(z, 0, arma::datum::inf) + net.b2;
}

/// d logits(of_class) / d x, as long as x.
arma::vec logit_slopes(const Network& net, const arma::vec& x,
                       arma::uword of_class) {
  // #solution
  const arma::vec z = net.w1 * x + net.b1;
  const arma::vec awake = arma::conv_to<arma::vec>::from(z > 0);
  const arma::vec hidden = net.w2.row(of_class).t();
  return net.w1.t() * (hidden % awake);
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{1e-13, "a few products and sums"};
  const arma::mat w1{{1, 2}, {-1, 1}, {0, 3}};
  const arma::mat w2{{1, 5, -2}, {2, -1, 0.5}};
  const Network awake{w1, {0, 0, 0}, w2, {7, 8}};
  const Network asleep{w1, {0, -4, -1}, w2, {7, 8}};
  const arma::vec x{1, 2};

  check("all units awake", [&] {
    expect_close({"logit_slopes(net, x, 0)", {{"x", x}}},
                 logit_slopes(awake, x, 0), arma::vec{-4, 1}, rounding);
  });
  check("the other class", [&] {
    expect_close({"logit_slopes(net, x, 1)", {{"x", x}}},
                 logit_slopes(awake, x, 1), arma::vec{3, 4.5}, rounding);
  });
  check("the second unit asleep", [&] {
    expect_close({"logit_slopes(net, x, 0)", {{"x", x}}},
                 logit_slopes(asleep, x, 0), arma::vec{1, -4}, rounding);
  });
  check("as differences of the logit say", [&] {
    const arma::vec at{-0.75, 0.5};
    const double h = 1e-4;
    arma::vec slopes(2);
    for (arma::uword i = 0; i < 2; ++i) {
      arma::vec up = at, down = at;
      up(i) += h;
      down(i) -= h;
      slopes(i) = (logits(asleep, up)(1) - logits(asleep, down)(1)) / (2 * h);
    }
    expect_close({"logit_slopes(net, x, 1)", {{"x", at}}},
                 logit_slopes(asleep, at, 1), slopes,
                 {1e-9, "differences of numbers near 10, over 1e-4"});
  });
}

// #wrong Forgets ReLU.
// #caught-by the second unit asleep
// #says expected 1 got -4
// -  return net.w1.t() * (hidden % awake);
// +  return net.w1.t() * (hidden % (awake * 0 + 1));

// #wrong Hands back the hidden values instead of the slopes.
// #caught-by all units awake
// #says expected -4 got 0
// -  return net.w1.t() * (hidden % awake);
// +  return net.w1.t() * (hidden % awake % z);

// #wrong Takes absolute values.
// #caught-by all units awake
// #says expected -4 got 4
// -  return net.w1.t() * (hidden % awake);
// +  return arma::abs(net.w1.t() * (hidden % awake));

// #wrong Always takes the first class.
// #caught-by the other class
// #says expected 3 got -4
// -  const arma::vec hidden = net.w2.row(of_class).t();
// +  const arma::vec hidden = net.w2.row(0 * of_class).t();
