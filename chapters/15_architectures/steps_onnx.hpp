/// Networks as files that other programs read, and back.
#pragma once

#include "nn/program/program.hpp"

namespace chapter15 {

/// A small residual network as an .onnx file: its nodes, the network that is
/// read back, the one without BatchNorm, and what a file is refused for.
/// Leaves resnet.onnx and folded.onnx in --out.
void onnx_there_and_back(const nn::Options& options);

}  // namespace chapter15
