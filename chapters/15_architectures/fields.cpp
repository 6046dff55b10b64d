#include "fields.hpp"

#include "bottleneck.hpp"
#include "count.hpp"
#include "inception.hpp"
#include "small_networks.hpp"
#include "vgg.hpp"

namespace chapter15 {
namespace {

/// By the formula, from a network that is not built.
template <class Add>
std::size_t side_of_last(const nn::Shape& input, Add add) {
  Outline net(input);
  add(net);
  return sights(net).back().field();
}

Field deep(const std::string& name, const Depth& depth, Halving halving) {
  const auto thin = [depth, halving](Exact& net) {
    add_resnet_stages(net, depth, /*width=*/1, halving);
  };
  const std::size_t side = side_of_last({3, 224, 224}, [&](Outline& net) {
    add_resnet_stages(net, depth, 64, halving);
  });
  return {name, side, thin, depth.layers <= 18 ? 2u : 0u};
}

Field for_small_images(const std::string& name, std::size_t blocks) {
  const auto add = [blocks](auto& net) {
    const nn::Value x = nn::convolution_and_norm(
        net, "conv1", "bn1", net.input(), 2, {.padding = 1});
    nn::stages_of_blocks(net, x, {2, 2, 2}, blocks, nn::Shortcut::padded);
  };
  return {name, side_of_last({1, 32, 32}, add), add, blocks > 3 ? 0u : 1u};
}

template <class Add>
Field small(const std::string& name, Add add) {
  return {name, side_of_last({1, 14, 14}, add), add};
}

}  // namespace

std::vector<Field> fields() {
  const auto vgg = [](auto& net) { add_vgg_convolutions(net, 'D', 64); };
  return {
      small("plain, small", [](auto& net) { add_plain_stages(net); }),
      small("Inception, small", [](auto& net) { add_inception_stages(net); }),
      small("residual, small", [](auto& net) { add_residual_stages(net); }),
      for_small_images("ResNet-20", 3),
      for_small_images("ResNet-56", 9),
      {"VGG-16", side_of_last({3, 224, 224}, vgg), vgg, 8},
      {"GoogLeNet",
       side_of_last({3, 224, 224},
                    [](Outline& net) { add_googlenet_modules(net); }),
       [](Exact& net) { add_googlenet_modules(net); }, 0},
      deep("ResNet-18", resnet_depths[0], Halving::first),
      deep("ResNet-50", resnet_depths[2], Halving::first),
      deep("ResNet-50, torchvision's", resnet_depths[2], Halving::middle),
      deep("ResNet-152", resnet_depths[4], Halving::first)};
}

std::size_t measure(const Field& field, std::size_t images,
                    std::uint64_t seed) {
  const std::size_t side = (field.side + 16 + 31) / 32 * 32;
  Exact net({1, side, side});
  field.thin(net);
  net.build(seed);
  return measured_field(net, images, seed);
}

}  // namespace chapter15
