#include "depth_trials.hpp"

#include <algorithm>

namespace chapter15 {

std::array<DeepNetwork, 4> deep_networks(
    const std::vector<std::size_t>& widths) {
  const auto plain = nn::Shortcut::none, residual = nn::Shortcut::padded;
  return {{{3, plain, widths},
           {9, plain, widths},
           {3, residual, widths},
           {9, residual, widths}}};
}

std::size_t probe_size(const nn::Dataset& train) {
  return std::min<std::size_t>(128, train.size());
}

DepthTrial try_depth(const DeepNetwork& network, const nn::Dataset& train,
                     const Fitting& fitting) {
  const auto net = made(network, fitting.seed);
  DepthTrial trial = {
      network, {}, gradient_shares(*net, train, probe_size(train)), {}, {}};
  const arma::vec norms = weight_norms(*net);
  trial.losses = fit(*net, train, fitting);
  trial.after = gradient_shares(*net, train, probe_size(train));
  trial.growth = weight_norms(*net) / norms;
  return trial;
}

}  // namespace chapter15
