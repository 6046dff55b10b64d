// #title en A frozen layer stays as it is
// #title zh 冻结的层要一点不变
//
// #text en
// A layer has weights `w`, momentum's velocity `v`, and the running mean of its
// input, as BatchNorm keeps it. Somebody froze it by setting its gradient to 0,
// and it moves all the same. Mend both functions, so that nothing of a layer
// that is `frozen` changes, in training or in use, and so that it computes in
// training what it computes in use. A layer that is not frozen learns as
// before.
//
// #text zh
// 一个层有权重 `w`、动量法的速度 `v`，还有输入的移动均值
// （就像 BatchNorm 保存的那样）。有人把它的梯度设为 0 来冻结它，
// 可它还是在变。请改正这两个函数：凡是 `frozen` 的层，
// 无论训练还是使用，什么都不能变；而且训练时算出的结果
// 要和使用时一样。没有冻结的层照常学习。
//
// #hint en
// The gradient is not all that changes a weight. What else stands in the
// formula?
// #hint zh
// 改变权重的不只是梯度。公式里还有什么？
// #hint en
// In training, BatchNorm subtracts the mean of the batch. Then what a frozen
// layer gives for an image depends on the other images.
// #hint zh
// 训练时 BatchNorm 减去的是这一批的均值。
// 这样，冻结的层对一幅图像给出的结果就取决于同一批的其他图像。
#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

struct FreezableLayer {
  arma::vec w, v, running_mean;
  bool frozen;
};

/// x without its mean, as BatchNorm begins: in training that of the batch, in
/// use the running one. x: features x samples
arma::mat centered(FreezableLayer& layer, const arma::mat& x, bool training) {
  // #solution
  if (layer.frozen || !training) return x.each_col() - layer.running_mean;
  const arma::vec mean = arma::mean(x, 1);
  layer.running_mean = 0.9 * layer.running_mean + 0.1 * mean;
  return x.each_col() - mean;
  // #stub
  // if (!training) return x.each_col() - layer.running_mean;
  // const arma::vec mean = arma::mean(x, 1);
  // layer.running_mean = 0.9 * layer.running_mean + 0.1 * mean;
  // return x.each_col() - mean;
  // #end
}

/// A step of momentum with weight decay. dw: the gradient
void learn(FreezableLayer& layer, const arma::vec& dw, double rate,
           double decay) {
  // #solution
  if (layer.frozen) return;
  layer.v = 0.9 * layer.v + dw + decay * layer.w;
  layer.w -= rate * layer.v;
  // #stub
  // const arma::vec g = layer.frozen ? arma::vec(0 * dw) : dw;
  // layer.v = 0.9 * layer.v + g + decay * layer.w;
  // layer.w -= rate * layer.v;
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{1e-14, "a few products and sums"};
  const arma::mat x = {{1, 3}, {0, 8}};
  const auto layer = [](bool frozen) {
    return FreezableLayer{{4, -8}, {0, 0}, {1, 2}, frozen};
  };

  check("a layer that learns", [&] {
    FreezableLayer free = layer(false);
    learn(free, {1, 2}, 0.5, 0.25);
    expect_close({"w after learn(layer, {1, 2}, 0.5, 0.25)", {}}, free.w,
                 arma::vec{3, -8}, rounding);
    expect_close({"centered(layer, x, true)", {{"x", x}}},
                 centered(free, x, true), arma::mat{{-1, 1}, {-4, 4}},
                 rounding);
    expect_close({"running_mean after it", {{"x", x}}}, free.running_mean,
                 arma::vec{1.1, 2.2}, rounding);
  });
  check("weight decay and a frozen layer", [&] {
    FreezableLayer frozen = layer(true);
    learn(frozen, {1, 2}, 0.5, 0.25);
    expect_close(
        {"w of a frozen layer after learn(layer, {1, 2}, 0.5, 0.25)", {}},
        frozen.w, arma::vec{4, -8}, rounding);
  });
  check("the velocity of earlier steps", [&] {
    FreezableLayer frozen = layer(true);
    frozen.v = {10, 20};
    learn(frozen, {0, 0}, 0.5, 0);
    expect_close({"w of a frozen layer with v = {10, 20} after learn()", {}},
                 frozen.w, arma::vec{4, -8}, rounding);
    expect_close({"its v", {}}, frozen.v, arma::vec{10, 20}, rounding);
  });
  check("the running mean of a frozen layer", [&] {
    FreezableLayer frozen = layer(true);
    centered(frozen, x, true);
    expect_close({"running_mean after centered(layer, x, true)", {{"x", x}}},
                 frozen.running_mean, arma::vec{1, 2}, rounding);
  });
  check("the same in training as in use", [&] {
    FreezableLayer frozen = layer(true);
    expect_close({"centered(layer, x, true)", {{"x", x}}},
                 centered(frozen, x, true), arma::mat{{0, 2}, {-2, 6}},
                 rounding);
  });
}

// #wrong Only the gradient is left out.
// #caught-by weight decay and a frozen layer
// #says expected {4, -8} got {3.5, -7}
// -  if (layer.frozen) return;
// -  layer.v = 0.9 * layer.v + dw + decay * layer.w;
// +  layer.v = 0.9 * layer.v + (layer.frozen ? 0 : 1) * dw + decay * layer.w;

// #wrong No gradient and no decay, but the old velocity goes on.
// #caught-by the velocity of earlier steps
// #says expected {4, -8} got {-0.5, -17}
// -  if (layer.frozen) return;
// -  layer.v = 0.9 * layer.v + dw + decay * layer.w;
// +  layer.v *= 0.9;
// +  if (!layer.frozen) layer.v += dw + decay * layer.w;

// #wrong The running mean still follows the batches.
// #caught-by the running mean of a frozen layer
// #says expected {1, 2} got {1.1, 2.2}
// -  if (layer.frozen || !training) return x.each_col() - layer.running_mean;
// +  if (!training) return x.each_col() - layer.running_mean;

// #wrong The running mean stays, but the batch's mean is subtracted.
// #caught-by the same in training as in use
// #says expected {0, 2; -2, 6} (2 x 2) got {-1, 1; -4, 4}
// -  if (layer.frozen || !training) return x.each_col() - layer.running_mean;
// +  if (!training) return x.each_col() - layer.running_mean;
// -  layer.running_mean = 0.9 * layer.running_mean + 0.1 * mean;
// +  if (!layer.frozen)
// +    layer.running_mean = 0.9 * layer.running_mean + 0.1 * mean;
