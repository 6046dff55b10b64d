#include "seen_network.hpp"

#include "nn/model/fold.hpp"
#include "nn/networks/resnet.hpp"

#include "watch.hpp"

namespace chapter15 {
namespace {

// #region seen-network
/// Two blocks: 6 layers with weights. A Watch sees what the last block gives.
SeenNetwork::Net small_resnet(const nn::Shape& input, std::uint64_t seed) {
  auto net = std::make_unique<nn::Graph<nn::Cpu>>(input);
  nn::Value x = nn::convolution_and_norm(*net, "conv1", "bn1", net->input(), 16,
                                         {.stride = 2, .padding = 1});
  x = net->add<nn::ReLU>("relu", x);
  x = nn::stages_of_blocks(*net, x, {16, 32}, 1, nn::Shortcut::padded);
  x = net->add<Watch>("watch", x);
  x = net->add<nn::GlobalAveragePool2d>("avgpool", x);
  net->add<nn::Linear>("fc", x, 32, 10);
  net->build(seed);
  return net;
}
// #endregion seen-network

}  // namespace

SeenNetwork network_to_see(const nn::TrainTest& images, const SeenSizes& sizes,
                           std::uint64_t seed) {
  const SeenImages train = seen_images(images.train, sizes.train);
  const auto net = small_resnet(images.train.shape, seed);
  SeenNetwork seen;
  seen.untrained =
      nn::fold_batch_norm(*small_resnet(images.train.shape, seed + 1000));
  teach(*net, train, {.epochs = sizes.epochs, .rate = 1e-2, .seed = seed});
  seen.trained = nn::fold_batch_norm(*net);
  seen.without_top = nn::fold_batch_norm(*net);
  const arma::uword top = 32 * 10 + 10;  // numbers of the last layer
  seen.without_top->parameters().tail_rows(top) =
      seen.untrained->parameters().tail_rows(top);
  seen.test = seen_images(images.test, sizes.test);
  seen.accuracy = right_answers(*seen.trained, seen.test);
  seen.gray = float(arma::accu(arma::conv_to<arma::mat>::from(train.x)) /
                    double(train.x.n_elem));
  seen.class_names = images.train.class_names;
  return seen;
}

}  // namespace chapter15
