// Graphs of layers for the tests.
#pragma once

#include "nn/layers/activation.hpp"
#include "nn/layers/batch_norm.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/model/graph.hpp"

/// He et al., CVPR 2016, figure 2; a 1x1 convolution where the shapes differ.
template <class B>
nn::Value residual_block(nn::Graph<B>& net, const std::string& name,
                         const nn::Value& x, std::size_t out,
                         std::size_t stride) {
  const auto convolution = [&](const char* which, const nn::Value& from,
                               nn::Conv2dOptions options) {
    options.bias = false;
    const nn::Value y = net.template add<nn::Conv2d>(
        name + ".conv" + which, from, from.channels(), out, options);
    return net.template add<nn::BatchNorm>(name + ".bn" + which, y, out);
  };
  nn::Value y =
      convolution("1", x, {.kernel = 3, .stride = stride, .padding = 1});
  y = net.template add<nn::ReLU>(name + ".relu1", y);
  y = convolution("2", y, {.kernel = 3, .padding = 1});
  nn::Value skip = x;
  if (y.shape != x.shape)
    skip = convolution("0", x, {.kernel = 1, .stride = stride});
  y = net.template add<nn::Add>(name + ".add", {y, skip});
  return net.template add<nn::ReLU>(name + ".relu2", y);
}

/// Four branches side by side; one of them pools.
template <class B>
nn::Value inception(nn::Graph<B>& net, const nn::Value& x, bool relu) {
  const auto convolution = [&](const char* name, const nn::Value& from,
                               std::size_t out, std::size_t kernel) {
    nn::Value y =
        net.template add<nn::Conv2d>(name, from, from.channels(), out,
                                     {.kernel = kernel, .padding = kernel / 2});
    if (!relu) return y;
    return net.template add<nn::ReLU>(std::string(name) + ".relu", y);
  };
  const nn::Value one = convolution("1x1", x, 5, 1);
  const nn::Value three = convolution("3x3", convolution("3", x, 4, 1), 16, 3);
  const nn::Value five = convolution("5x5", convolution("5", x, 2, 1), 3, 5);
  const nn::Value largest = net.template add<nn::MaxPool2d>(
      "largest", x, 3, {.stride = 1, .padding = 1});
  const nn::Value pooled = convolution("pooled", largest, 2, 1);
  return net.template add<nn::Concatenate>("all", {one, three, five, pooled});
}

/// The hidden vector is read four times, once by an Add that takes it twice.
template <class B>
void many_readers(nn::Graph<B>& net) {
  const nn::Value h = net.template add<nn::Linear>("in", net.input(), 6, 5);
  const nn::Value twice = net.template add<nn::Add>("twice", {h, h});
  const nn::Value u = net.template add<nn::Linear>("u", twice, 5, 5);
  const nn::Value v = net.template add<nn::Sigmoid>("v", h);
  const nn::Value sum = net.template add<nn::Add>("sum", {u, v, h});
  const nn::Value all = net.template add<nn::Concatenate>("all", {sum, h, u});
  net.template add<nn::Linear>("out", all, 15, 2);
}

/// Both compare the image, once as it is and once pooled, with one set of
/// kernels and one Linear.
template <class B>
void two_towers(nn::Graph<B>& net) {
  const nn::Value x = net.input();
  const nn::Value small = net.template add<nn::MaxPool2d>("small", x, 2);
  const nn::Value a =
      net.template add<nn::Conv2d>("conv", x, 3, 4, {.padding = 1});
  const nn::Value b = net.again(a, small);
  const nn::Value p = net.template add<nn::GlobalAveragePool2d>("mean a", a);
  const nn::Value q = net.template add<nn::GlobalAveragePool2d>("mean b", b);
  const nn::Value u = net.template add<nn::Linear>("fc", p, 4, 3);
  const nn::Value v = net.again(u, q);
  const nn::Value w = net.again(v, p);  // the same weights once more
  net.template add<nn::Concatenate>("both", {u, v, w});
}
