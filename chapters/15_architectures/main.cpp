// Chapter 15. Architectures: networks that branch, and what they learn. (10 s)
//
// VGG, Inception and residual networks; color; transfer; two inputs; what
// decided; networks in files.
#include "nn/core/print.hpp"
#include "nn/program/program.hpp"

#include "parts.hpp"
#include "recognize.hpp"
#include "small_images.hpp"
#include "steps_attacks.hpp"
#include "steps_folding.hpp"
#include "steps_images.hpp"
#include "steps_onnx.hpp"
#include "steps_transfer.hpp"

using namespace chapter15;

int main(int argc, char** argv) {
  nn::Program program(
      "15_architectures",
      "VGG, Inception and residual networks; transfer, several inputs, a look "
      "inside, and ONNX.");
  Recognition recognition;
  add_recognition(program, recognition);
  std::string transfer;
  program.option("--transfer", transfer,
                 "only transfer learning, at length: clothes (6 minutes), "
                 "digits");
  bool attacks = false;
  program.flag("--attacks", attacks,
               "only training on attacked images, at length (2 minutes)");
  return program.run(argc, argv, [&](const nn::Options& options) {
    if (recognition.wanted()) return recognize(recognition, options);
    if (!transfer.empty()) return transfer_at_length(transfer, options);
    if (attacks) return training_on_such_images_at_length(options);
    networks_counted(options);
    const bool clothes = clothes_are_here();
    if (clothes) networks_compared(options);
    colors_by_hand(options);
    another_light(options);
    if (clothes) networks_for_other_tasks(options);
    norms_folded_away(options);
    if (clothes) networks_looked_into(options);
    onnx_there_and_back(options);
    fmt::print("\nFigures: {}/*.svg\n", options.out.string());
  });
}
