// Chapter 15. Architectures: networks that branch, and what deep ones learn.
#include "nn/core/print.hpp"
#include "nn/program/program.hpp"

#include "steps_folding.hpp"

using namespace chapter15;

int main(int argc, char** argv) {
  nn::Program program(
      "15_architectures",
      "VGG, Inception and residual networks; transfer, several inputs, a look "
      "inside, and ONNX.");
  return program.run(argc, argv, [&](const nn::Options& options) {
    norms_folded_away(options);
    fmt::print("\nFigures: {}/*.svg\n", options.out.string());
  });
}
