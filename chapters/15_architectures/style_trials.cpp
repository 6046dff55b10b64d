#include "style_trials.hpp"

#include <algorithm>

namespace chapter15 {

std::size_t depth_of(const nn::Model<nn::Cpu>& net) {
  std::vector<std::size_t> depths;
  for (std::size_t i = 0; i < net.layer_count(); ++i) {
    std::size_t depth = 0;
    for (const std::size_t from : net.layer_inputs(i))
      if (from != net.from_input) depth = std::max(depth, depths[from]);
    const bool has_weights = cost_of(net, i).multiply_adds > 0;
    depths.push_back(depth + (has_weights ? 1 : 0));
  }
  return depths.back();
}

StyleTrial try_style(Style style, const nn::Dataset& train,
                     const Fitting& fitting, const nn::Dataset* test) {
  nn::Graph<nn::Cpu> net(train.shape);
  add_small_network(net, style);
  net.build(fitting.seed);
  StyleTrial trial;
  trial.depth = depth_of(net);
  trial.cost = cost_of(net);
  trial.loss = fit(net, train, fitting).back();
  if (test) trial.accuracy = accuracy_of(net, train, *test);
  return trial;
}

}  // namespace chapter15
