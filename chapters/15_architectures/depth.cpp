#include "depth.hpp"

#include <algorithm>

#include "nn/data/loader.hpp"
#include "nn/training/losses.hpp"

namespace chapter15 {

std::string DeepNetwork::name() const {
  return fmt::format(
      "{}-{}", shortcut == nn::Shortcut::none ? "plain" : "residual", layers());
}

std::unique_ptr<nn::Graph<nn::Cpu>> made(const DeepNetwork& network,
                                         std::uint64_t seed) {
  auto net = std::make_unique<nn::Graph<nn::Cpu>>(nn::Shape{1, 14, 14});
  nn::add_resnet(*net, network.blocks, 10, network.shortcut, network.widths);
  net->build(seed);
  return net;
}

// #region shares
arma::vec gradient_shares(nn::Model<nn::Cpu>& net) {
  std::vector<double> shares;
  for (const auto& [name, p] : net.named_parameters())
    if (p->torch.shape.size() == 4)  // a convolution's weights
      shares.push_back(arma::norm(arma::vectorise(p->gradient)) /
                       arma::norm(arma::vectorise(p->value)));
  return shares;
}
// #endregion shares

arma::vec weight_norms(nn::Model<nn::Cpu>& net) {
  std::vector<double> norms;
  for (const auto& [name, p] : net.named_parameters())
    if (p->torch.shape.size() == 4)
      norms.push_back(arma::norm(arma::vectorise(p->value)));
  return norms;
}

arma::vec gradient_shares(nn::Model<nn::Cpu>& net, const nn::Dataset& images,
                          std::size_t batch) {
  const nn::PixelMoments pixels = nn::pixel_moments(nn::all(images));
  nn::Loader loader(nn::first(images, batch),
                    {.batch_size = batch,
                     .shuffle = false,
                     .mean = pixels.mean,
                     .standard_deviation = pixels.standard_deviation});
  loader.start_epoch(0);
  const nn::Batch& all = *loader.next();
  nn::SoftmaxCrossEntropy<nn::Cpu> loss;
  const arma::fmat& scores = net.forward(all.x);
  arma::fmat gradient(arma::size(scores));
  loss(scores, all.labels, gradient);
  net.backward(gradient);
  return gradient_shares(net);
}

}  // namespace chapter15
