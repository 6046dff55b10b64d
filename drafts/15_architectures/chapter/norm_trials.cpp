#include "norm_trials.hpp"

namespace chapter15 {

NormTrial try_place(NormPlace place, const nn::Dataset& train,
                    const NormPlan& plan) {
  NormTrial best = {place, {}, 0, {}};
  for (const double rate : plan.rates) {
    const auto net = made(place, plan.blocks, plan.widths, plan.fitting.seed);
    if (best.sizes.empty()) best.sizes = block_sizes(*net, train, 128);
    Fitting fitting = plan.fitting;
    fitting.rate = rate;
    const std::vector<double> losses = fit(*net, train, fitting);
    if (best.losses.empty() || losses.back() < best.losses.back())
      best.rate = rate, best.losses = losses;
  }
  return best;
}

}  // namespace chapter15
