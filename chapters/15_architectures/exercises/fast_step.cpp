// #title en A fast step against a classifier
// #title zh 对分类器的快速一步
//
// #text en
// A linear classifier gives an image the probabilities `softmax(W * x)`. Write
// `fast_step`, which changes every pixel of `x` by at most `epsilon`, in the
// direction that raises the loss $-\log p_{\text{label}}$: the step of the fast
// gradient sign method. Pixels lie between 0 and 1, before and after.
//
// #text zh
// 一个线性分类器给图像的概率是 `softmax(W * x)`。写出函数 `fast_step`，
// 让 `x` 的每个像素最多改变 `epsilon`，
// 方向是使损失 $-\log p_{\text{label}}$ 上升：这就是快速梯度符号法的一步。
// 像素在改变前后都在 0 和 1 之间。
//
// #hint en
// The derivative of the loss with respect to the logits is `p`, less 1 at the
// label. What is it with respect to the pixels?
// #hint zh
// 损失对 logits 的导数是 `p`，在 label 处再减 1。对像素的导数呢？
// #hint en
// The size of a slope does not matter here, only its sign; `arma::sign` gives
// it.
// #hint zh
// 斜率的大小在这里不重要，只看符号；`arma::sign` 给出符号。
// #hint en
// A pixel that is nearly white has little room. `arma::clamp` puts it back.
// #hint zh
// 接近白色的像素没有多少余地。`arma::clamp` 能把它拉回来。
#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

arma::vec softmax(const arma::vec& z) {
  const arma::vec e = arma::exp(z - z.max());
  return e / arma::accu(e);
}

/// x after the step. W: classes x pixels.
arma::vec fast_step(const arma::mat& W, const arma::vec& x, arma::uword label,
                    double epsilon) {
  // #solution
  arma::vec slopes = softmax(W * x);
  slopes(label) -= 1;
  const arma::vec gradient = W.t() * slopes;
  const arma::vec moved = x + epsilon * arma::sign(gradient);
  return arma::clamp(moved, 0, 1);
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{1e-14, "one sum"};
  const arma::mat W{{2, -1, 0}, {-1, 1, 1}};
  const arma::vec gray{0.5, 0.5, 0.5};

  check("away from class 0", [&] {
    expect_close({"fast_step(W, x, 0, 0.1)", {{"W", W}, {"x", gray}}},
                 fast_step(W, gray, 0, 0.1), arma::vec{0.4, 0.6, 0.6},
                 rounding);
  });
  check("away from class 1", [&] {
    expect_close({"fast_step(W, x, 1, 0.1)", {{"W", W}, {"x", gray}}},
                 fast_step(W, gray, 1, 0.1), arma::vec{0.6, 0.4, 0.4},
                 rounding);
  });
  check("nearly black and nearly white", [&] {
    const arma::vec x{0.03125, 0.5, 0.9375};
    expect_close({"fast_step(W, x, 0, 0.125)", {{"W", W}, {"x", x}}},
                 fast_step(W, x, 0, 0.125), arma::vec{0, 0.625, 1}, rounding);
  });
  check("a pixel that no class looks at", [&] {
    const arma::mat blind{{2, 0, 0}, {-1, 0, 1}};
    expect_close({"fast_step(W, x, 0, 0.1)", {{"W", blind}, {"x", gray}}},
                 fast_step(blind, gray, 0, 0.1), arma::vec{0.4, 0.5, 0.6},
                 rounding);
  });
  check("three classes: the likely one counts", [&] {
    // The third class is nearly as likely as the first, the second is not.
    const arma::mat three{{4, 4}, {-4, 8}, {3, 5}};
    const arma::vec x{0.75, 0.25};
    expect_close({"fast_step(W, x, 0, 0.125)", {{"W", three}, {"x", x}}},
                 fast_step(three, x, 0, 0.125), arma::vec{0.625, 0.375},
                 rounding);
  });
}

// #wrong Steps by the gradient instead of its sign.
// #caught-by away from class 0
// #says expected 0.4 got 0.35
// -  const arma::vec moved = x + epsilon * arma::sign(gradient);
// +  const arma::vec moved = x + epsilon * gradient;

// #wrong Goes down: the network becomes surer.
// #caught-by away from class 0
// #says expected 0.4 got 0.6
// -  const arma::vec moved = x + epsilon * arma::sign(gradient);
// +  const arma::vec moved = x - epsilon * arma::sign(gradient);

// #wrong Leaves the range of pixels.
// #caught-by nearly black and nearly white
// #says expected 0 got -0.09375
// -  return arma::clamp(moved, 0, 1);
// +  return moved;

// #wrong Only lowers the label's own score.
// #caught-by away from class 0
// #says expected 0.6 got 0.5
// -  const arma::vec gradient = W.t() * slopes;
// +  const arma::vec gradient = -W.row(label).t() + 0 * W.t() * slopes;

// #wrong Forgets the label.
// #caught-by away from class 0
// #says expected 0.4 got 0.6
// -  slopes(label) -= 1;
// +  slopes(label) -= 0;
