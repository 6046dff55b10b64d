#include "norm_place.hpp"

#include "nn/data/loader.hpp"

namespace chapter15 {

const char* name_of(NormPlace place) {
  constexpr const char* names[] = {
      "before the addition | 在相加之前", "after the addition | 在相加之后",
      "no BatchNorm | 没有批归一化"};
  return names[static_cast<std::size_t>(place)];
}

std::unique_ptr<nn::Graph<nn::Cpu>> made(NormPlace place, std::size_t blocks,
                                         const std::vector<std::size_t>& widths,
                                         std::uint64_t seed) {
  auto graph = std::make_unique<nn::Graph<nn::Cpu>>(nn::Shape{1, 14, 14});
  nn::Graph<nn::Cpu>& net = *graph;
  nn::Value x = place == NormPlace::nowhere
                    ? net.add<nn::Conv2d>("conv1", net.input(), 1, widths[0],
                                          {.padding = 1})
                    : nn::convolution_and_norm(net, "conv1", "bn1", net.input(),
                                               widths[0], {.padding = 1});
  x = net.add<nn::ReLU>("relu", x);
  for (std::size_t stage = 0; stage < widths.size(); ++stage)
    for (std::size_t block = 0; block < blocks; ++block)
      x = placed_block(net, fmt::format("layer{}.{}", stage + 1, block), x,
                       widths[stage], stage > 0 && block == 0 ? 2 : 1, place);
  x = net.add<nn::GlobalAveragePool2d>("avgpool", x);
  net.add<nn::Linear>("fc", x, widths.back(), 10);
  net.build(seed);
  return graph;
}

arma::vec block_sizes(nn::Graph<nn::Cpu>& net, const nn::Dataset& images,
                      std::size_t count) {
  const nn::PixelMoments pixels = nn::pixel_moments(nn::all(images));
  nn::Loader loader(nn::first(images, count),
                    {.batch_size = count,
                     .shuffle = false,
                     .mean = pixels.mean,
                     .standard_deviation = pixels.standard_deviation});
  loader.start_epoch(0);
  net.forward(loader.next()->x);
  std::vector<double> sizes;
  for (std::size_t i = 0; i < net.layer_count(); ++i)
    if (net.layer_name(i).ends_with(".relu2")) {
      const arma::fmat& y = net.activation(i);
      sizes.push_back(arma::accu(arma::square(y)) / double(y.n_elem));
    }
  return sizes;
}

}  // namespace chapter15
