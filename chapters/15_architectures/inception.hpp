/// GoogLeNet: modules that look through several windows at once.
///
/// Szegedy et al., "Going deeper with convolutions", CVPR 2015, figure 2b and
/// table 1. The two auxiliary classifiers, which help the training and are
/// thrown away after it, and the local response normalization, which has no
/// parameters, are left out.
#pragma once

#include <array>

#include "nn/layers/dropout.hpp"
#include "nn/networks/resnet.hpp"

namespace chapter15 {

/// A convolution and a ReLU, with BatchNorm between them if `norm`.
template <nn::Backend B>
nn::Value convolution_and_relu(nn::Graph<B>& net, const std::string& name,
                               const nn::Value& x, std::size_t out,
                               nn::Conv2dOptions options, bool norm) {
  nn::Value y =
      norm
          ? nn::convolution_and_norm(net, name, name + ".norm", x, out, options)
          : net.template add<nn::Conv2d>(name, x, x.channels(), out, options);
  return net.template add<nn::ReLU>(name + ".relu", y);
}

// #region module
/// A row of table 1: how many channels each convolution of a module gives.
struct Inception {
  const char* name;
  std::size_t one, reduce_three, three, reduce_five, five, pool;
};

/// Four branches read x; their channels together are the output.
template <nn::Backend B>
nn::Value add_inception(nn::Graph<B>& net, const nn::Value& x,
                        const Inception& row, bool norm = false) {
  const std::string name = std::string("inception") + row.name + ".";
  const auto convolution = [&](const char* branch, const nn::Value& from,
                               std::size_t out, std::size_t kernel) {
    return convolution_and_relu(net, name + branch, from, out,
                                {.kernel = kernel, .padding = kernel / 2},
                                norm);
  };
  const nn::Value one = convolution("1x1", x, row.one, 1);
  nn::Value three = convolution("3x3_reduce", x, row.reduce_three, 1);
  three = convolution("3x3", three, row.three, 3);
  nn::Value five = convolution("5x5_reduce", x, row.reduce_five, 1);
  five = convolution("5x5", five, row.five, 5);
  nn::Value pool = net.template add<nn::MaxPool2d>(
      name + "pool", x, 3, nn::PoolOptions{.stride = 1, .padding = 1});
  pool = convolution("pool_proj", pool, row.pool, 1);
  return net.template add<nn::Concatenate>(name + "output",
                                           {one, three, five, pool});
}
// #endregion module

// #region googlenet
constexpr std::array<Inception, 9> inception_rows = {{
    {"3a", 64, 96, 128, 16, 32, 32},
    {"3b", 128, 128, 192, 32, 96, 64},
    {"4a", 192, 96, 208, 16, 48, 64},
    {"4b", 160, 112, 224, 24, 64, 64},
    {"4c", 128, 128, 256, 24, 64, 64},
    {"4d", 112, 144, 288, 32, 64, 64},
    {"4e", 256, 160, 320, 32, 128, 128},
    {"5a", 256, 160, 320, 32, 128, 128},
    {"5b", 384, 192, 384, 48, 128, 128},
}};

/// Everything before the average pooling. The image is halved before the
/// modules 3a, 4a and 5a.
template <nn::Backend B>
nn::Value add_googlenet_modules(nn::Graph<B>& net) {
  const auto halved = [&](const char* name, const nn::Value& x) {
    return net.template add<nn::MaxPool2d>(
        name, x, 3, nn::PoolOptions{.stride = 2, .padding = 1});
  };
  nn::Value x =
      convolution_and_relu(net, "conv1", net.input(), 64,
                           {.kernel = 7, .stride = 2, .padding = 3}, false);
  x = halved("pool1", x);
  x = convolution_and_relu(net, "conv2.reduce", x, 64, {.kernel = 1}, false);
  x = convolution_and_relu(net, "conv2.3x3", x, 192, {.padding = 1}, false);
  for (const Inception& row : inception_rows) {
    const std::string name = row.name;
    if (name == "3a") x = halved("pool2", x);
    if (name == "4a") x = halved("pool3", x);
    if (name == "5a") x = halved("pool4", x);
    x = add_inception(net, x, row);
  }
  return x;
}

template <nn::Backend B>
void add_googlenet(nn::Graph<B>& net) {
  nn::Value x = add_googlenet_modules(net);
  x = net.template add<nn::GlobalAveragePool2d>("avgpool", x);
  x = net.template add<nn::Dropout>("dropout", x, 0.4);
  net.template add<nn::Linear>("linear", x, 1024, 1000);
}
// #endregion googlenet

}  // namespace chapter15
