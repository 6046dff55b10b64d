#include "steps_folding.hpp"

#include "nn/core/print.hpp"
#include "nn/model/fold.hpp"

#include "noise_trained.hpp"

namespace chapter15 {

void norms_folded_away(const nn::Options& options) {
  nn::heading("BatchNorm folded into the convolution");
  const auto net = noise_trained(options.seed);
  const auto folded = nn::fold_batch_norm(*net);
  fmt::print("  {:12}{:>10}{:>10}\n", "", "before", "after");
  fmt::print("  {:12}{:10}{:10}\n", "layers", net->layer_count(),
             folded->layer_count());
  fmt::print("  {:12}{:10}{:10}\n", "parameters", net->parameter_count(),
             folded->parameter_count());
  fmt::print("\n  largest difference of an answer: {:.1e} of the largest\n",
             apart(*net, *folded));
}

}  // namespace chapter15
