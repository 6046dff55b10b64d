#include "steps_depth.hpp"

#include "nn/core/print.hpp"

#include "depth_trials.hpp"
#include "norm_trials.hpp"
#include "show/figures_depth.hpp"
#include "show/report_depth.hpp"
#include "small_images.hpp"

namespace chapter15 {

namespace {

DepthPlan plan_of(const nn::Options& options) {
  DepthPlan plan;
  plan.fitting.seed = options.seed;
  if (options.smoke) plan.samples = 16, plan.fitting.epochs = 1;
  return plan;
}

/// The four trainings, done once: the second step needs the last one, too.
const std::vector<DepthTrial>& depth_trials(const DepthPlan& plan,
                                            const nn::Dataset& train) {
  static const auto trials = [&] {
    std::vector<DepthTrial> all;
    for (const DeepNetwork& network : deep_networks(plan.widths))
      all.push_back(try_depth(network, train, plan.fitting));
    return all;
  }();
  return trials;
}

}  // namespace

void plain_and_residual(const nn::Options& options) {
  const DepthPlan plan = plan_of(options);
  const nn::Dataset train = halved(clothes().train, plan.samples);
  const std::vector<DepthTrial>& trials = depth_trials(plan, train);
  nn::heading("20 and 56 layers, plain and residual");
  print_losses(trials);
  nn::heading("Gradients by depth, 56 layers");
  print_gradients(trials[1], trials[3]);
  draw_gradients(options.out, trials[1], trials[3]);
}

void where_batch_norm_stands(const nn::Options& options) {
  const DepthPlan plan = plan_of(options);
  const nn::Dataset train = halved(clothes().train, plan.samples);
  std::vector<NormTrial> trials = {
      as_norm_trial(depth_trials(plan, train)[3], train, plan.fitting.seed)};
  for (const NormPlace place : {NormPlace::after_sum, NormPlace::nowhere})
    trials.push_back(try_place(place, {9, plan.widths}, train, plan.fitting));
  nn::heading("Where BatchNorm stands, 56 layers");
  print_places(trials);
  draw_places(options.out, trials);
}

}  // namespace chapter15
