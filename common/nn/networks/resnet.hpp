/// Residual networks. Chapter 15; notes C8.
///
/// He, Zhang, Ren and Sun, "Deep residual learning for image recognition",
/// CVPR 2016. Layers are named as in PyTorch's torchvision.
#pragma once

#include <string>
#include <vector>

#include "nn/layers/activation.hpp"
#include "nn/layers/batch_norm.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/model/graph.hpp"

namespace nn {

/// What skips a block whose output has another shape than its input.
enum class Shortcut {
  padded,      ///< every second pixel, new channels 0: no parameters (option A)
  projection,  ///< a 1x1 convolution and BatchNorm (option B; torchvision)
  none,        ///< nothing skips: the plain network
};

// #region convolution_and_norm
/// A convolution without a bias, and BatchNorm, which has one.
template <Backend B>
Value convolution_and_norm(Graph<B>& net, const std::string& convolution,
                           const std::string& norm, const Value& x,
                           std::size_t out, Conv2dOptions options) {
  options.bias = false;
  const Value y =
      net.template add<Conv2d>(convolution, x, x.channels(), out, options);
  return net.template add<BatchNorm>(norm, y, out);
}
// #endregion convolution_and_norm

// #region shortcut
template <Backend B>
Value shortcut(Graph<B>& net, const std::string& name, const Value& x,
               const Shape& to, std::size_t stride, Shortcut kind) {
  if (x.shape == to) return x;
  if (kind == Shortcut::projection)
    return convolution_and_norm(net, name + ".downsample.0",
                                name + ".downsample.1", x, to.channels,
                                {.kernel = 1, .stride = stride});
  const Value fewer = net.template add<AveragePool2d>(
      name + ".downsample.0", x, 1, PoolOptions{.stride = stride});
  return net.template add<PadChannels>(name + ".downsample.1", fewer,
                                       to.channels);
}
// #endregion shortcut

// #region basic_block
/// Two 3x3 convolutions learn what is to be added to x (figure 2).
template <Backend B>
Value basic_block(Graph<B>& net, const std::string& name, const Value& x,
                  std::size_t out, std::size_t stride, Shortcut kind) {
  Value y = convolution_and_norm(net, name + ".conv1", name + ".bn1", x, out,
                                 {.stride = stride, .padding = 1});
  y = net.template add<ReLU>(name + ".relu1", y);
  y = convolution_and_norm(net, name + ".conv2", name + ".bn2", y, out,
                           {.padding = 1});
  if (kind != Shortcut::none)
    y = net.template add<Add>(
        name + ".add", {y, shortcut(net, name, x, y.shape, stride, kind)});
  return net.template add<ReLU>(name + ".relu2", y);
}
// #endregion basic_block

// #region stages
/// `blocks` blocks for each width; from the second width on, the first block
/// halves the image.
template <Backend B>
Value stages_of_blocks(Graph<B>& net, Value x,
                       const std::vector<std::size_t>& widths,
                       std::size_t blocks, Shortcut kind) {
  for (std::size_t stage = 0; stage < widths.size(); ++stage)
    for (std::size_t block = 0; block < blocks; ++block)
      x = basic_block(net, fmt::format("layer{}.{}", stage + 1, block), x,
                      widths[stage], stage > 0 && block == 0 ? 2 : 1, kind);
  return x;
}
// #endregion stages

// #region resnet
/// For small images (section 4.2): 6 blocks + 2 layers with weights, so 3
/// blocks are ResNet-20, 9 are ResNet-56.
template <Backend B>
void add_resnet(Graph<B>& net, std::size_t blocks, std::size_t classes,
                Shortcut kind = Shortcut::padded,
                const std::vector<std::size_t>& widths = {16, 32, 64}) {
  Value x = convolution_and_norm(net, "conv1", "bn1", net.input(), widths[0],
                                 {.padding = 1});
  x = net.template add<ReLU>("relu", x);
  x = stages_of_blocks(net, x, widths, blocks, kind);
  x = net.template add<GlobalAveragePool2d>("avgpool", x);
  net.template add<Linear>("fc", x, widths.back(), classes);
}
// #endregion resnet

/// torchvision's resnet18, for images of 224 x 224 pixels and 1000 classes
/// (table 1).
template <Backend B>
void add_resnet18(Graph<B>& net, std::size_t classes = 1000) {
  Value x = convolution_and_norm(net, "conv1", "bn1", net.input(), 64,
                                 {.kernel = 7, .stride = 2, .padding = 3});
  x = net.template add<ReLU>("relu", x);
  x = net.template add<MaxPool2d>("maxpool", x, 3,
                                  PoolOptions{.stride = 2, .padding = 1});
  x = stages_of_blocks(net, x, {64, 128, 256, 512}, 2, Shortcut::projection);
  x = net.template add<GlobalAveragePool2d>("avgpool", x);
  net.template add<Linear>("fc", x, 512, classes);
}

}  // namespace nn
