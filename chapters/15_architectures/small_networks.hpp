/// Three ways to spend the same number of multiply-adds on an image of 14 x 14:
/// in a row, in branches, and with shortcuts.
#pragma once

#include <array>

#include "inception.hpp"

namespace chapter15 {

enum class Style { plain, inception, residual };
constexpr std::array<Style, 3> all_styles = {Style::plain, Style::inception,
                                             Style::residual};
const char* name_of(Style style);

/// As in VGG: a stage is convolutions of one width, then a pooling.
template <nn::Backend B>
nn::Value add_plain_stages(nn::Graph<B>& net) {
  nn::Value x = net.input();
  std::size_t width = 12;
  for (int stage = 0; stage < 3; ++stage, width *= 2) {
    if (stage > 0)  // 14, 7, 4
      x = net.template add<nn::MaxPool2d>(
          fmt::format("pool{}", stage), x, 2,
          nn::PoolOptions{.padding = x.shape.height % 2});
    for (int i = 0; i < (stage == 0 ? 3 : 2); ++i)
      x = convolution_and_relu(net, fmt::format("conv{}.{}", stage + 1, i), x,
                               width, {.padding = 1}, true);
  }
  return x;
}

template <nn::Backend B>
nn::Value add_inception_stages(nn::Graph<B>& net) {
  constexpr std::array<Inception, 3> rows = {{{"A", 8, 12, 16, 6, 8, 8},
                                              {"B", 16, 16, 32, 6, 12, 12},
                                              {"C", 24, 24, 48, 8, 16, 16}}};
  nn::Value x =
      convolution_and_relu(net, "conv1", net.input(), 16, {.padding = 1}, true);
  for (const Inception& row : rows) {
    if (&row != &rows.front())  // 14, 7, 4
      x = net.template add<nn::MaxPool2d>(
          std::string("pool") + row.name, x, 3,
          nn::PoolOptions{.stride = 2, .padding = 1});
    x = add_inception(net, x, row, true);
  }
  return x;
}

template <nn::Backend B>
nn::Value add_residual_stages(nn::Graph<B>& net) {
  nn::Value x = nn::convolution_and_norm(net, "conv1", "bn1", net.input(), 12,
                                         {.padding = 1});
  x = net.template add<nn::ReLU>("relu", x);
  return nn::stages_of_blocks(net, x, {12, 24, 48}, 1, nn::Shortcut::padded);
}

/// With ten outputs, BatchNorm behind every convolution, and the mean of each
/// channel at the end.
template <nn::Backend B>
void add_small_network(nn::Graph<B>& net, Style style) {
  nn::Value x = style == Style::plain       ? add_plain_stages(net)
                : style == Style::inception ? add_inception_stages(net)
                                            : add_residual_stages(net);
  x = net.template add<nn::GlobalAveragePool2d>("avgpool", x);
  net.template add<nn::Linear>("fc", x, x.channels(), 10);
}

}  // namespace chapter15
