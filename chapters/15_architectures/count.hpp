/// What a network costs before anybody builds it: parameters and
/// multiply-adds, layer by layer.
#pragma once

#include "nn/model/graph.hpp"
#include "nn/reference/reference.hpp"

namespace chapter15 {

/// A network that is only counted, measured and drawn. It is never built, so
/// it has no weights, and one of 138 million takes no memory for them.
using Outline = nn::Graph<nn::Reference<float>>;

struct Cost {
  std::size_t parameters = 0;
  std::size_t multiply_adds = 0;  ///< for one sample

  Cost& operator+=(const Cost& other) {
    parameters += other.parameters;
    multiply_adds += other.multiply_adds;
    return *this;
  }
};

// #region cost
/// Of layer i. Only products with weights count, as in the papers: what a
/// pooling, a BatchNorm or an addition takes is small beside them.
template <nn::Backend B>
Cost cost_of(const nn::Model<B>& model, std::size_t i) {
  Cost cost;
  for (const nn::Parameter<B>* p : model.layer(i).parameters()) {
    if (!model.is_shared(i)) cost.parameters += p->size();
    const bool is_weight = p->torch.shape.size() > 1;  // no bias, no scale
    if (is_weight)
      cost.multiply_adds += p->size() * model.layer_shape(i).pixels();
  }
  return cost;
}
// #endregion cost

/// Of all layers whose names begin so. Those of a Sequential are known after
/// build(); those of a graph at once.
template <nn::Backend B>
Cost cost_of(const nn::Model<B>& model, const std::string& begin = "") {
  Cost cost;
  for (std::size_t i = 0; i < model.layer_count(); ++i)
    if (model.layer_name(i).starts_with(begin)) cost += cost_of(model, i);
  return cost;
}

}  // namespace chapter15
