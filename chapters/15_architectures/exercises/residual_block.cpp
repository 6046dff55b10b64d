// #title en A residual block
// #title zh 一个残差块
//
// #text en
// Write `residual_block`, which appends a block to the graph `net` and returns
// what it gives:
//
// - a 3x3 convolution from the channels of `x` to `out`, with padding 1 and the
//   stride `stride`, BatchNorm, ReLU;
// - a 3x3 convolution from `out` to `out` channels with padding 1, BatchNorm;
// - then `x` is added, and the sum passes a ReLU.
//
// Where `x` has another shape than what is added to it, it passes a 1x1
// convolution with the stride `stride`, and BatchNorm, before. No convolution has
// a bias. Layers may have any names that begin with `name` and a point; a block
// is appended several times, under several names.
//
// #text zh
// 写出函数 `residual_block`，把一个残差块接到图 `net` 上，返回它给出的值：
//
// - 3×3 卷积，从 `x` 的通道数到 `out` 个通道，填充 1，步幅 `stride`，
//   然后是批归一化和 ReLU；
// - 3×3 卷积，从 `out` 到 `out` 个通道，填充 1，然后是批归一化；
// - 再加上 `x`，和再经过 ReLU。
//
// 如果 `x` 的形状与要相加的不同，它先经过步幅为 `stride` 的 1×1 卷积和批归一化。
// 所有卷积都不带偏置。层的名字只要以 `name` 加一个点开头即可；
// 同一个函数会以不同的名字多次调用。
//
// #hint en
// Keep two values apart: `x`, which the shortcut takes, and `y`, which goes from
// layer to layer.
// #hint zh
// 把两个值分开：`x` 留给捷径，`y` 从一层传到下一层。
// #hint en
// Every value knows its shape: compare `x.shape` with `y.shape` when the two
// convolutions are there.
// #hint zh
// 每个值都知道自己的形状：两个卷积都接好以后，比较 `x.shape` 与 `y.shape`。
#include <cmath>
#include <memory>
#include <string>

#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/batch_norm.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/model/graph.hpp"
#include "nn/reference/reference.hpp"

using Net = nn::Graph<nn::Reference<double>>;

nn::Value residual_block(Net& net, const std::string& name, const nn::Value& x,
                         std::size_t out, std::size_t stride) {
  // #solution
  nn::Value y = net.add<nn::Conv2d>(
      name + ".conv1", x, x.channels(), out,
      {.stride = stride, .padding = 1, .bias = false});
  y = net.add<nn::BatchNorm>(name + ".bn1", y, out);
  y = net.add<nn::ReLU>(name + ".relu1", y);
  y = net.add<nn::Conv2d>(name + ".conv2", y, out, out,
                          {.padding = 1, .bias = false});
  y = net.add<nn::BatchNorm>(name + ".bn2", y, out);
  nn::Value skipped = x;
  if (x.shape != y.shape) {
    skipped = net.add<nn::Conv2d>(
        name + ".shortcut", x, x.channels(), out,
        {.kernel = 1, .stride = stride, .bias = false});
    skipped = net.add<nn::BatchNorm>(name + ".norm", skipped, out);
  }
  y = net.add<nn::Add>(name + ".add", {y, skipped});
  return net.add<nn::ReLU>(name + ".relu2", y);
  // #end
}

// #checks
/// One or two blocks on images of 2 x 4 x 4.
std::unique_ptr<Net> blocks(std::size_t out, std::size_t stride,
                            int count = 1) {
  auto net = std::make_unique<Net>(nn::Shape{2, 4, 4});
  nn::Value x = net->input();
  for (int i = 0; i < count; ++i)
    x = residual_block(*net, "block" + std::to_string(i), x, out,
                       i == 0 ? stride : 1);
  net->build(1);
  return net;
}

/// Numbers of both signs.
arma::mat some_numbers(arma::uword rows, arma::uword cols) {
  arma::mat x(rows, cols);
  for (arma::uword i = 0; i < x.n_elem; ++i)
    x(i) = std::sin(1.7 * double(i) + 0.3);
  return x;
}

void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_equal;
  check("shapes", [] {
    expect_equal({"the shape, 2 to 2 channels", {}},
                 nn::to_string(blocks(2, 1)->output_shape()), "2x4x4");
    expect_equal({"the shape, 2 to 6 channels, stride 2", {}},
                 nn::to_string(blocks(6, 2)->output_shape()), "6x2x2");
  });
  check("parameters", [] {
    expect_equal({"parameters, 2 to 2 channels", {}},
                 double(blocks(2, 1)->parameter_count()), 72 + 8.0);
    expect_equal({"parameters, 2 to 6 channels, stride 2", {}},
                 double(blocks(6, 2)->parameter_count()),
                 108 + 324 + 12 + 36.0);
  });
  check("with weights of 0 it passes on what is positive", [] {
    const auto net = blocks(2, 1);
    net->parameters().zeros();
    const arma::mat x = some_numbers(32, 3);
    expect_equal({"the block's output, all parameters 0", {}},
                 net->forward(x), arma::mat(arma::clamp(x, 0, 2)));
  });
  check("the branch may take away", [] {
    const auto net = blocks(2, 1);
    net->parameters().zeros();
    // All shifts are -1: what the second BatchNorm gives is added to x.
    for (auto& parameter : net->named_parameters())
      if (parameter.parameter->name == "bias")
        parameter.parameter->value.fill(-1);
    const arma::mat threes(32, 2, arma::fill::value(3.0));
    expect_equal({"the output for x = 3, the branch gives -1", {}},
                 arma::vec(net->forward(threes).col(0)),
                 arma::vec(32, arma::fill::value(2.0)));
  });
  check("two blocks in a row", [] {
    expect_equal({"the shape behind two blocks", {}},
                 nn::to_string(blocks(6, 2, 2)->output_shape()), "6x2x2");
  });
}

// #wrong Two convolutions in a row, and nothing skips them.
// #caught-by parameters
// #says expected 480 got 456
// -  if (x.shape != y.shape) {
// +  if (out == 0) {
// -  y = net.add<nn::Add>(name + ".add", {y, skipped});
// +  static_cast<void>(skipped);

// #wrong A ReLU before the addition, none behind it.
// #caught-by with weights of 0 it passes on what is positive
// #says expected 0
// -  y = net.add<nn::Add>(name + ".add", {y, skipped});
// -  return net.add<nn::ReLU>(name + ".relu2", y);
// +  y = net.add<nn::ReLU>(name + ".relu2", y);
// +  return net.add<nn::Add>(name + ".add", {y, skipped});

// #wrong A second ReLU: the branch can only add.
// #caught-by the branch may take away
// #says expected 2 got 3
// -  y = net.add<nn::Add>(name + ".add", {y, skipped});
// +  y = net.add<nn::ReLU>(name + ".relu", y);
// +  y = net.add<nn::Add>(name + ".add", {y, skipped});

// #wrong Adds what the branch gives to itself.
// #caught-by with weights of 0 it passes on what is positive
// #says got 0
// -  nn::Value skipped = x;
// +  nn::Value skipped = y;

// #wrong Convolutions with a bias, which BatchNorm takes away again.
// #caught-by parameters
// #says expected 80 got 82
// -                          {.padding = 1, .bias = false});
// +                          {.padding = 1});
