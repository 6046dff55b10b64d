#include "noise_trained.hpp"

#include "nn/core/random.hpp"
#include "nn/networks/resnet.hpp"
#include "nn/training/optimizers.hpp"

namespace chapter15 {
namespace {

arma::fmat noise(arma::uword rows, arma::uword cols, std::uint64_t seed) {
  nn::Random random(seed);
  arma::fmat x(rows, cols);
  x.imbue([&] { return static_cast<float>(random.normal()); });
  return x;
}

}  // namespace

std::unique_ptr<nn::Graph<nn::Cpu>> noise_trained(std::uint64_t seed) {
  auto net = std::make_unique<nn::Graph<nn::Cpu>>(nn::Shape{1, 14, 14});
  nn::add_resnet(*net, /*blocks=*/1, /*classes=*/10, nn::Shortcut::padded,
                 {4, 8});
  net->build(seed);
  nn::Sgd<nn::Cpu> sgd(*net, 0.05);
  for (std::uint64_t step = 0; step < 5; ++step) {
    const arma::fmat x = noise(196, 32, 2 * step + 1);
    net->backward((net->forward(x) - noise(10, 32, 2 * step + 2)) / 32);
    sgd.step();
  }
  return net;
}

double apart(nn::Model<nn::Cpu>& one, nn::Model<nn::Cpu>& other) {
  const arma::fmat x = noise(196, 50, 100);
  const arma::fmat y = one.forward(x, nn::Mode::evaluate);
  const arma::fmat z = other.forward(x, nn::Mode::evaluate);
  return arma::abs(y - z).max() / arma::abs(y).max();
}

}  // namespace chapter15
