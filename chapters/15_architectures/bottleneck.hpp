/// The residual networks for ImageNet: basic blocks and bottlenecks.
///
/// He, Zhang, Ren and Sun, "Deep residual learning for image recognition",
/// CVPR 2016, figure 5 and table 1.
#pragma once

#include <array>

#include "nn/networks/resnet.hpp"

namespace chapter15 {

/// Which convolution of a bottleneck halves the image.
enum class Halving {
  first,   ///< the first 1x1: the paper
  middle,  ///< the 3x3, which then sees all pixels: torchvision
};

// #region bottleneck
/// 1x1 to fewer channels, 3x3, and 1x1 to four times as many (figure 5).
template <nn::Backend B>
nn::Value bottleneck(nn::Graph<B>& net, const std::string& name,
                     const nn::Value& x, std::size_t width, std::size_t stride,
                     Halving halving) {
  const std::size_t first = halving == Halving::first ? stride : 1;
  nn::Value y = nn::convolution_and_norm(net, name + ".conv1", name + ".bn1", x,
                                         width, {.kernel = 1, .stride = first});
  y = net.template add<nn::ReLU>(name + ".relu1", y);
  y = nn::convolution_and_norm(net, name + ".conv2", name + ".bn2", y, width,
                               {.stride = stride / first, .padding = 1});
  y = net.template add<nn::ReLU>(name + ".relu2", y);
  y = nn::convolution_and_norm(net, name + ".conv3", name + ".bn3", y,
                               4 * width, {.kernel = 1});
  const nn::Value skipped =
      nn::shortcut(net, name, x, y.shape, stride, nn::Shortcut::projection);
  y = net.template add<nn::Add>(name + ".add", {y, skipped});
  return net.template add<nn::ReLU>(name + ".relu3", y);
}
// #endregion bottleneck

/// A column of table 1.
struct Depth {
  std::size_t layers;                 ///< with weights, without shortcuts
  std::array<std::size_t, 4> blocks;  ///< of each stage
  bool bottlenecks;
};

constexpr std::array<Depth, 5> resnet_depths = {{
    {18, {2, 2, 2, 2}, false},
    {34, {3, 4, 6, 3}, false},
    {50, {3, 4, 6, 3}, true},
    {101, {3, 4, 23, 3}, true},
    {152, {3, 8, 36, 3}, true},
}};

/// All that comes before the average pooling. `width`: of the first stage; 64
/// in the paper, and less for measurements that do not need the channels.
template <nn::Backend B>
nn::Value add_resnet_stages(nn::Graph<B>& net, const Depth& depth,
                            std::size_t width = 64,
                            Halving halving = Halving::first) {
  nn::Value x =
      nn::convolution_and_norm(net, "conv1", "bn1", net.input(), width,
                               {.kernel = 7, .stride = 2, .padding = 3});
  x = net.template add<nn::ReLU>("relu", x);
  x = net.template add<nn::MaxPool2d>(
      "maxpool", x, 3, nn::PoolOptions{.stride = 2, .padding = 1});
  for (std::size_t stage = 0; stage < 4; ++stage, width *= 2)
    for (std::size_t block = 0; block < depth.blocks[stage]; ++block) {
      const std::string name = fmt::format("layer{}.{}", stage + 1, block);
      const std::size_t stride = stage > 0 && block == 0 ? 2 : 1;
      x = depth.bottlenecks ? bottleneck(net, name, x, width, stride, halving)
                            : nn::basic_block(net, name, x, width, stride,
                                              nn::Shortcut::projection);
    }
  return x;
}

template <nn::Backend B>
void add_deep_resnet(nn::Graph<B>& net, const Depth& depth,
                     Halving halving = Halving::first) {
  nn::Value x = add_resnet_stages(net, depth, 64, halving);
  x = net.template add<nn::GlobalAveragePool2d>("avgpool", x);
  net.template add<nn::Linear>("fc", x, x.features(), 1000);
}

}  // namespace chapter15
