#include "steps_depth.hpp"

#include "nn/core/print.hpp"

#include "depth_trials.hpp"
#include "norm_trials.hpp"
#include "show/figures_depth.hpp"
#include "show/report_depth.hpp"
#include "small_images.hpp"

namespace chapter15 {

void plain_and_residual(const nn::Options& options) {
  DepthPlan plan;
  plan.fitting.seed = options.seed;
  if (options.smoke) plan.samples = 128, plan.fitting.epochs = 1;
  const nn::Dataset train = halved(clothes().train, plan.samples);
  std::vector<DepthTrial> trials;
  for (const DeepNetwork& network : deep_networks(plan.widths))
    trials.push_back(try_depth(network, train, plan.fitting));
  nn::heading("20 and 56 layers, plain and residual");
  print_losses(trials);
  nn::heading("Gradients by depth, 56 layers");
  print_gradients(trials[1], trials[3]);
  draw_gradients(options.out, trials[1], trials[3]);
}

void where_batch_norm_stands(const nn::Options& options) {
  NormPlan plan;
  plan.fitting.seed = options.seed;
  if (options.smoke) plan.samples = 128, plan.fitting.epochs = 1;
  const nn::Dataset train = halved(clothes().train, plan.samples);
  std::vector<NormTrial> trials;
  for (const NormPlace place : all_norm_places)
    trials.push_back(try_place(place, train, plan));
  nn::heading("Where BatchNorm stands, 56 layers");
  print_places(trials);
  draw_places(options.out, trials);
}

}  // namespace chapter15
