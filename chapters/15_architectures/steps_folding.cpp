#include "steps_folding.hpp"

#include "nn/core/print.hpp"
#include "nn/cpu/cpu.hpp"
#include "nn/model/fold.hpp"
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

// #region folding
void norms_folded_away(const nn::Options& options) {
  nn::Graph<nn::Cpu> net({1, 14, 14});
  nn::add_resnet(net, /*blocks=*/1, /*classes=*/10, nn::Shortcut::padded,
                 {8, 16, 32});
  net.build(options.seed);
  nn::Sgd<nn::Cpu> sgd(net, 0.05);
  for (std::uint64_t step = 0; step < 5; ++step) {
    const arma::fmat x = noise(196, 64, 2 * step + 1);
    net.backward(net.forward(x) - noise(10, 64, 2 * step + 2));
    sgd.step();
  }
  const auto folded = nn::fold_batch_norm(net);
  const arma::fmat x = noise(196, 64, 100);
  const arma::fmat y = net.forward(x, nn::Mode::evaluate);
  const arma::fmat same = folded->forward(x, nn::Mode::evaluate);
  fmt::print("\n== BatchNorm folded into the convolutions\n");
  fmt::print("layers: {} become {}; numbers: {} become {}\n",
             net.layer_count(), folded->layer_count(), net.parameter_count(),
             folded->parameter_count());
  fmt::print("answers differ by less than 1e-5 of the largest: {}\n",
             arma::abs(y - same).max() < 1e-5f * arma::abs(y).max());
}
// #endregion folding

}  // namespace chapter15
