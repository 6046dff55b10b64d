#include "steps_published.hpp"

#include "nn/core/print.hpp"

#include "bottleneck.hpp"
#include "fields.hpp"
#include "inception.hpp"
#include "published.hpp"
#include "show/draw_network.hpp"
#include "show/report_networks.hpp"

namespace chapter15 {
namespace {

/// A block alone, on what it gets in the paper.
std::vector<Box> block(const nn::Shape& input, auto add) {
  Outline net(input);
  add(net);
  return boxes_of(net);
}

}  // namespace

void vgg_counted() {
  nn::heading("VGG, counted");
  print_published(published_vgg());
  Outline net({3, 224, 224});
  published_vgg()[2].add(net);
  const Cost all = cost_of(net), connected = cost_of(net, "classifier");
  const auto share = [](std::size_t part, std::size_t whole) {
    return 100 * static_cast<double>(part) / static_cast<double>(whole);
  };
  fmt::print(
      "\n  VGG-16: its three fully connected layers have {:.1f} % of the "
      "parameters\n  and take {:.1f} % of the multiply-adds\n",
      share(connected.parameters, all.parameters),
      share(connected.multiply_adds, all.multiply_adds));
}

void googlenet_counted(const nn::Options& options) {
  nn::heading("GoogLeNet, counted");
  print_googlenet(published_googlenet());
  draw_networks({{"inception 3a", block({192, 28, 28},
                                        [](Outline& net) {
                                          add_inception(net, net.input(),
                                                        inception_rows[0]);
                                        })}},
                options.out / "inception.svg");
}

void residual_networks_counted(const nn::Options& options) {
  nn::heading("Residual networks, counted");
  print_published(published_resnets());
  Outline torchvision({3, 224, 224});
  add_deep_resnet(torchvision, resnet_depths[2], Halving::middle);
  fmt::print(
      "  ResNet-50 with its strides in the 3x3, as in torchvision: "
      "{:.3f}\n\n",
      static_cast<double>(cost_of(torchvision).multiply_adds) / 1e9);
  print_published(published_small_resnets());
  draw_networks(
      {{"basic block | 基本块", block({64, 56, 56},
                                      [](Outline& net) {
                                        nn::basic_block(
                                            net, "block", net.input(), 64, 1,
                                            nn::Shortcut::projection);
                                      })},
       {"bottleneck | 瓶颈块", block({256, 56, 56},
                                     [](Outline& net) {
                                       bottleneck(net, "block", net.input(), 64,
                                                  1, Halving::first);
                                     })},
       {"bottleneck that halves | 减半的瓶颈块",
        block({256, 56, 56},
              [](Outline& net) {
                bottleneck(net, "block", net.input(), 128, 2, Halving::first);
              })}},
      options.out / "residual_blocks.svg");
}

void how_far_they_see(const nn::Options& options) {
  nn::heading("How far a number sees");
  fmt::print(
      "  the last map of            side of its field   by a gradient\n");
  for (const Field& field : fields()) {
    const bool measured =
        field.images > 0 && !(options.smoke && field.side > 30);
    fmt::print("  {:26} {:17}   {:>13}\n", field.name, field.side,
               measured
                   ? fmt::to_string(measure(field, field.images, options.seed))
                   : "-");
  }
}

}  // namespace chapter15
