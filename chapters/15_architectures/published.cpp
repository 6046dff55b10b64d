#include "published.hpp"

#include "nn/networks/resnet.hpp"

#include "bottleneck.hpp"
#include "inception.hpp"
#include "vgg.hpp"

namespace chapter15 {
namespace {

constexpr nn::Shape imagenet{3, 224, 224}, cifar{3, 32, 32};

}  // namespace

Cost Published::cost() const {
  Outline net(input);
  add(net);
  return cost_of(net);
}

std::vector<Published> published_vgg() {
  const auto vgg = [](char letter) {
    return [letter](Outline& net) { add_vgg(net, letter); };
  };
  return {{"VGG-11 (A)", imagenet, vgg('A'), 133, 0},
          {"VGG-13 (B)", imagenet, vgg('B'), 133, 0},
          {"VGG-16 (D)", imagenet, vgg('D'), 138, 0},
          {"VGG-19 (E)", imagenet, vgg('E'), 144, 19.6}};
}

std::vector<Published> published_resnets() {
  const std::array<double, 5> multiply_adds{1.8, 3.6, 3.8, 7.6, 11.3};
  std::vector<Published> table;
  for (std::size_t i = 0; i < resnet_depths.size(); ++i) {
    const Depth depth = resnet_depths[i];
    table.push_back({fmt::format("ResNet-{}", depth.layers), imagenet,
                     [depth](Outline& net) { add_deep_resnet(net, depth); }, 0,
                     multiply_adds[i]});
  }
  return table;
}

std::vector<Published> published_small_resnets() {
  const std::vector<std::pair<std::size_t, double>> rows = {
      {3, 0.27}, {5, 0.46}, {7, 0.66}, {9, 0.85}, {18, 1.7}};
  std::vector<Published> table;
  for (const auto& row : rows) {
    const std::size_t blocks = row.first;
    table.push_back(
        {fmt::format("ResNet-{}", 6 * blocks + 2), cifar,
         [blocks](Outline& net) { nn::add_resnet(net, blocks, 10); },
         row.second, 0});
  }
  return table;
}

std::vector<PublishedPart> published_googlenet() {
  std::vector<PublishedPart> table = {{"7x7 convolution", "conv1", 2.7, 34},
                                      {"1x1 and 3x3", "conv2", 112, 360}};
  const std::array<std::pair<double, double>, 9> modules = {{{159, 128},
                                                             {380, 304},
                                                             {364, 73},
                                                             {437, 88},
                                                             {463, 100},
                                                             {580, 119},
                                                             {840, 170},
                                                             {1072, 54},
                                                             {1388, 71}}};
  for (std::size_t i = 0; i < modules.size(); ++i) {
    const std::string name = inception_rows[i].name;
    table.push_back({"inception " + name, "inception" + name, modules[i].first,
                     modules[i].second});
  }
  table.push_back({"linear", "linear", 1000, 1});
  return table;
}

}  // namespace chapter15
