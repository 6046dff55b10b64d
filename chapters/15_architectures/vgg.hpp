/// VGG: nothing but 3x3 convolutions and poolings.
///
/// Simonyan and Zisserman, "Very deep convolutional networks for large-scale
/// image recognition", ICLR 2015, tables 1 and 2.
#pragma once

#include <sstream>

#include "nn/layers/activation.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/dropout.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/model/graph.hpp"

namespace chapter15 {

// #region configurations
/// A column of table 1: a number is a 3x3 convolution with so many channels, M
/// a max pooling that halves the image. UsageError for another letter.
inline std::string vgg_configuration(char letter) {
  switch (letter) {
    case 'A':
      return "64 M 128 M 256 256 M 512 512 M 512 512 M";
    case 'B':
      return "64 64 M 128 128 M 256 256 M 512 512 M 512 512 M";
    case 'D':
      return "64 64 M 128 128 M 256 256 256 M 512 512 512 M 512 512 512 M";
    case 'E':
      return "64 64 M 128 128 M 256 256 256 256 M "
             "512 512 512 512 M 512 512 512 512 M";
    default:
      throw nn::UsageError(fmt::format(
          "VGG has no configuration {}; here are A, B, D and E", letter));
  }
}
// #endregion configurations

// #region vgg
/// All that comes before the fully connected layers. `thinner`: how many times
/// fewer channels, for measurements that do not need them.
template <nn::Backend B>
nn::Value add_vgg_convolutions(nn::Graph<B>& net, char letter,
                               std::size_t thinner = 1) {
  nn::Value x = net.input();
  std::istringstream items(vgg_configuration(letter));
  std::size_t layers = 0;
  const auto name = [&] { return fmt::format("features.{}", layers++); };
  for (std::string item; items >> item;)
    if (item == "M") {
      x = net.template add<nn::MaxPool2d>(name(), x, 2);
    } else {
      const std::size_t channels = std::stoul(item) / thinner;
      x = net.template add<nn::Conv2d>(name(), x, x.channels(), channels,
                                       {.padding = 1});
      x = net.template add<nn::ReLU>(name(), x);
    }
  return x;
}

template <nn::Backend B>
void add_vgg(nn::Graph<B>& net, char letter) {
  nn::Value x = add_vgg_convolutions(net, letter);
  std::size_t layers = 0;
  const auto name = [&] { return fmt::format("classifier.{}", layers++); };
  for (int hidden = 0; hidden < 2; ++hidden) {
    x = net.template add<nn::Linear>(name(), x, x.features(), 4096);
    x = net.template add<nn::ReLU>(name(), x);
    x = net.template add<nn::Dropout>(name(), x, 0.5);
  }
  net.template add<nn::Linear>(name(), x, x.features(), 1000);
}
// #endregion vgg

}  // namespace chapter15
