#include "steps_onnx.hpp"

#include "nn/core/print.hpp"
#include "nn/core/random.hpp"
#include "nn/cpu/cpu.hpp"
#include "nn/model/fold.hpp"
#include "nn/networks/resnet.hpp"
#include "nn/onnx/onnx.hpp"
#include "nn/training/optimizers.hpp"

#include "show/report_onnx.hpp"

namespace chapter15 {
namespace {

using nn::Cpu;

arma::fmat noise(arma::uword rows, arma::uword cols, std::uint64_t seed) {
  nn::Random random(seed);
  arma::fmat x(rows, cols);
  x.imbue([&] { return static_cast<float>(random.normal()); });
  return x;
}

/// Two blocks, and a few steps of training, so that no number is where it
/// started.
std::unique_ptr<nn::Graph<Cpu>> small_resnet(std::uint64_t seed) {
  auto net = std::make_unique<nn::Graph<Cpu>>(nn::Shape{1, 14, 14});
  nn::add_resnet(*net, /*blocks=*/1, /*classes=*/10, nn::Shortcut::padded,
                 {4, 8});
  net->build(seed);
  nn::Sgd<Cpu> sgd(*net, 0.05);
  for (std::uint64_t step = 0; step < 5; ++step) {
    const arma::fmat x = noise(196, 32, 2 * step + 1);
    net->backward((net->forward(x) - noise(10, 32, 2 * step + 2)) / 32);
    sgd.step();
  }
  return net;
}

/// The largest difference of two networks' answers, as a share of the largest
/// answer.
double apart(nn::Model<Cpu>& one, nn::Model<Cpu>& other) {
  const arma::fmat x = noise(196, 50, 100);
  const arma::fmat y = one.forward(x, nn::Mode::evaluate);
  const arma::fmat z = other.forward(x, nn::Mode::evaluate);
  return arma::abs(y - z).max() / arma::abs(y).max();
}

/// What somebody's file may hold: a node that the library has no layer for.
std::string complaint_about(nn::OnnxModel network) {
  network.nodes.at(2).type = "LSTM";
  try {
    nn::from_onnx<Cpu>(network, "theirs.onnx");
    return "none";
  } catch (const nn::DataError& error) {
    return error.what();
  }
}

}  // namespace

// #region there_and_back
void onnx_there_and_back(const nn::Options& options) {
  nn::heading("ONNX, there and back");
  const auto net = small_resnet(options.seed);
  const auto file = options.out / "resnet.onnx";
  nn::save_onnx(*net, file, {{"nn.input.formula", "pixel / 255"}});
  const nn::OnnxModel network = nn::read_onnx(file);
  print_nodes(network);

  const auto back = nn::load_onnx<Cpu>(file);
  print_read_back(back.graph->layer_count(), back.about,
                  apart(*net, *back.graph));

  nn::heading("Without BatchNorm");
  const auto folded = nn::fold_batch_norm(*net);
  nn::save_onnx(*folded, options.out / "folded.onnx");
  print_folded(network, nn::read_onnx(options.out / "folded.onnx"),
               apart(*net, *folded));

  nn::heading("A file that the library cannot read");
  print_complaint(complaint_about(network));
}
// #endregion there_and_back

}  // namespace chapter15
