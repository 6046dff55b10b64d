// #title en What a convolution costs
// #title zh 一次卷积的代价
//
// #text en
// A convolution with kernels of `kernel` by `kernel` pixels takes `in` channels
// and gives `out`. It slides over a square image of `side` pixels with a margin
// of `padding` pixels on all sides, `stride` pixels at a time; where the last
// step would leave the image, it is not taken. Each output channel has a bias
// if `bias` is true.
//
// Write `cost`, which returns the number of parameters, and the multiply-adds
// for one image: one for each product of a weight with a pixel's number. Biases
// are added, not multiplied, and do not count as multiply-adds.
//
// #text zh
// 一个卷积的卷积核为 `kernel` × `kernel` 像素，输入 `in` 个通道，
// 输出 `out` 个通道。它在边长 `side` 像素的方形图像上滑动，四周各补 `padding`
// 像素，每步 `stride` 像素；最后一步若会越出边界，就不走。
// `bias` 为真时，每个输出通道有一个偏置。
//
// 写出函数 `cost`，返回参数的个数，以及处理一幅图像要做的乘加次数：
// 一个权重与一个像素值相乘一次，算一次乘加。偏置只加不乘，不计入乘加。
//
// #hint en
// How many places does the window have along one side? Count them with a pencil
// for a side of 5, a kernel of 3 and a stride of 2.
// #hint zh
// 沿一条边，窗口有几个位置？用铅笔数一数：边长 5、核 3、步幅 2。
// #hint en
// At each place, every output channel takes one product for every number of the
// window: kernel times kernel pixels of all input channels.
// #hint zh
// 在每个位置上，每个输出通道对窗口里的每个数各做一次乘法：
// 共 kernel × kernel 个像素，每个像素有全部输入通道。
#include <cstddef>

#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

struct Convolution {
  std::size_t in, out, kernel, stride, padding;
  bool bias;
};

struct ConvolutionCost {
  std::size_t parameters = 0, multiply_adds = 0;
};

/// On an image of side x side pixels.
ConvolutionCost cost(const Convolution& c, std::size_t side) {
  // #solution
  const std::size_t weights = c.out * c.in * c.kernel * c.kernel;
  const std::size_t places = (side + 2 * c.padding - c.kernel) / c.stride + 1;
  const std::size_t biases = c.bias ? c.out : 0;
  return {weights + biases, weights * places * places};
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  const auto ask = [](const Convolution& c, std::size_t side,
                      double parameters, double multiply_adds) {
    const ConvolutionCost got = cost(c, side);
    nn::exercise::expect_equal(
        {fmt::format("cost of a {}x{} convolution, {} to {} channels, stride "
                     "{}, padding {}, {}, side {}: parameters, multiply-adds",
                     c.kernel, c.kernel, c.in, c.out, c.stride, c.padding,
                     c.bias ? "biases" : "no bias", side),
         {}},
        arma::vec{double(got.parameters), double(got.multiply_adds)},
        arma::vec{parameters, multiply_adds});
  };

  check("one channel, one window", [&] {
    ask({1, 1, 3, 1, 0, false}, 3, 9, 9);
  });
  check("several channels", [&] {
    ask({2, 5, 1, 1, 0, false}, 1, 10, 10);
  });
  check("a bias", [&] { ask({2, 5, 1, 1, 0, true}, 4, 15, 160); });
  check("a window that slides", [&] {
    ask({1, 1, 3, 1, 0, false}, 5, 9, 81);
  });
  check("padding", [&] { ask({1, 1, 3, 1, 1, false}, 5, 9, 225); });
  check("a stride that ends before the border", [&] {
    ask({1, 1, 3, 2, 0, false}, 6, 9, 36);
  });
  check("the first layer of ResNet", [&] {
    ask({3, 64, 7, 2, 3, false}, 224, 9408, 118013952);
  });
}

// #wrong Takes the input's side for the output's.
// #caught-by one channel, one window
// #says expected {9, 9} got {9, 81}
// -  return {weights + biases, weights * places * places};
// +  return {weights + biases, weights * side * side};

// #wrong Counts the biases among the products.
// #caught-by a bias
// #says expected {15, 160} got {15, 240}
// -  return {weights + biases, weights * places * places};
// +  return {weights + biases, (weights + biases) * places * places};

// #wrong Forgets that a window has all input channels.
// #caught-by several channels
// #says expected {10, 10} got {5, 5}
// -  const std::size_t weights = c.out * c.in * c.kernel * c.kernel;
// +  const std::size_t weights = c.out * c.kernel * c.kernel;

// #wrong Pads on one side only.
// #caught-by padding
// #says expected {9, 225} got {9, 144}
// -  const std::size_t places = (side + 2 * c.padding - c.kernel) / c.stride + 1;
// +  const std::size_t places = (side + c.padding - c.kernel) / c.stride + 1;

// #wrong Rounds up: the last window leaves the image.
// #caught-by a stride that ends before the border
// #says expected {9, 36} got {9, 81}
// -  const std::size_t places = (side + 2 * c.padding - c.kernel) / c.stride + 1;
// +  const std::size_t places =
// +      (side + 2 * c.padding - c.kernel + c.stride - 1) / c.stride + 1;
