#include "steps_onnx.hpp"

#include "nn/core/print.hpp"
#include "nn/model/fold.hpp"
#include "nn/onnx/onnx.hpp"

#include "noise_trained.hpp"
#include "show/report_onnx.hpp"

namespace chapter15 {
namespace {

using nn::Cpu;

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
  const auto net = noise_trained(options.seed);
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
