#include "norm_trials.hpp"

namespace chapter15 {

NormTrial try_place(NormPlace place, const NormNetwork& network,
                    const nn::Dataset& train, const Fitting& fitting) {
  const auto net = made(place, network.blocks, network.widths, fitting.seed);
  NormTrial trial = {place, block_sizes(*net, train, probe_size(train)), {}};
  trial.losses = fit(*net, train, fitting);
  return trial;
}

NormTrial as_norm_trial(const DepthTrial& trial, const nn::Dataset& train,
                        std::uint64_t seed) {
  const auto net = made(NormPlace::before_sum, trial.network.blocks,
                        trial.network.widths, seed);
  return {NormPlace::before_sum, block_sizes(*net, train, probe_size(train)),
          trial.losses};
}

}  // namespace chapter15
