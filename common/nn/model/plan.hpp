/// How a model's layers are executed: which neighbors become one operator, and
/// how many samples it gets at a time.
#pragma once

#include <algorithm>
#include <memory>
#include <span>
#include <typeindex>

#include "nn/layers/activation.hpp"
#include "nn/layers/dropout.hpp"
#include "nn/layers/flatten.hpp"
#include "nn/layers/join.hpp"
#include "nn/model/batch_norm_operator.hpp"
#include "nn/model/convolution_operator.hpp"
#include "nn/model/linear_operator.hpp"
#include "nn/model/pooling_operator.hpp"

namespace nn {

template <Backend B>
using LayerSpan = std::span<const std::unique_ptr<Layer<B>>>;

/// Layers of these types, one after the other, can be one operator. (Exactly
/// these: a class derived from them may compute something else.)
template <Backend B>
struct Rule {
  std::vector<std::type_index> types;
  /// Gets as many layers as there are types; null if it cannot do it after all.
  std::unique_ptr<Operator<B>> (*make)(LayerSpan<B> layers);

  bool fits(LayerSpan<B> next) const {
    const auto same = [](std::type_index type, const auto& layer) {
      return type == std::type_index(typeid(*layer));
    };
    return next.size() >= types.size() &&
           std::equal(types.begin(), types.end(), next.begin(), same);
  }
};

// ---- operators for the table

template <Backend B, Tiling tiling>
std::unique_ptr<Operator<B>> as_it_is(LayerSpan<B> layers) {
  return std::make_unique<LayerOperator<B>>(*layers.front(), tiling);
}

template <Backend B>
std::unique_ptr<Operator<B>> convolution_of(LayerSpan<B> layers) {
  auto& convolution = static_cast<Conv2d<B>&>(*layers.front());
  const auto* pool = dynamic_cast<const MaxPool2d<B>*>(layers.back().get());
  if (pool && (!B::fuses_pooling || pool->shape().window != Window{2, 2, 0}))
    return nullptr;
  const bool relu = layers.size() == (pool ? 3 : 2);
  return std::make_unique<ConvolutionOperator<B>>(convolution, relu, pool);
}

template <Backend B>
std::unique_ptr<Operator<B>> linear_of(LayerSpan<B> layers) {
  auto& linear = static_cast<Linear<B>&>(*layers.front());
  return std::make_unique<LinearOperator<B>>(linear, layers.size() == 2);
}

template <Backend B>
std::unique_ptr<Operator<B>> batch_norm_of(LayerSpan<B> layers) {
  if constexpr (StepwiseBatchNormOf<typename B::BatchNorm, typename B::Matrix,
                                    typename B::Real>)
    return std::make_unique<BatchNormOperator<B>>(
        static_cast<BatchNorm<B>&>(*layers.front()), layers.size() == 2);
  else if (layers.size() == 1)
    return as_it_is<B, Tiling::whole>(layers);
  else
    return nullptr;
}

template <Backend B>
std::unique_ptr<Operator<B>> max_pool_of(LayerSpan<B> layers) {
  const auto& pool = static_cast<const MaxPool2d<B>&>(*layers.front());
  return std::make_unique<MaxPoolOperator<B>>(pool.shape());
}

// ---- the table

template <Backend B, class... L>
Rule<B> rule(std::unique_ptr<Operator<B>> (*make)(LayerSpan<B>)) {
  return {{typeid(L)...}, make};
}

// #region fusion
/// From top to bottom, the first that fits. What no rule knows (a layer of your
/// own) gets the whole batch at once, which is always right.
template <Backend B>
std::vector<Rule<B>> fusion_rules() {
  return {
      rule<B, Conv2d<B>, ReLU<B>, MaxPool2d<B>>(convolution_of<B>),
      rule<B, Conv2d<B>, MaxPool2d<B>>(convolution_of<B>),
      rule<B, Conv2d<B>, ReLU<B>>(convolution_of<B>),
      rule<B, Conv2d<B>>(convolution_of<B>),
      rule<B, Linear<B>, ReLU<B>>(linear_of<B>),
      rule<B, Linear<B>>(linear_of<B>),
      rule<B, MaxPool2d<B>>(max_pool_of<B>),
      rule<B, AveragePool2d<B>>(as_it_is<B, Tiling::few>),
      rule<B, GlobalAveragePool2d<B>>(as_it_is<B, Tiling::few>),
      rule<B, BatchNorm<B>, ReLU<B>>(batch_norm_of<B>),
      rule<B, BatchNorm<B>>(batch_norm_of<B>),
      rule<B, Add<B>>(as_it_is<B, Tiling::any>),
      rule<B, Concatenate<B>>(as_it_is<B, Tiling::any>),
      rule<B, PadChannels<B>>(as_it_is<B, Tiling::any>),
      rule<B, ReLU<B>>(as_it_is<B, Tiling::any>),
      rule<B, LeakyReLU<B>>(as_it_is<B, Tiling::any>),
      rule<B, GELU<B>>(as_it_is<B, Tiling::any>),
      rule<B, Sigmoid<B>>(as_it_is<B, Tiling::any>),
      rule<B, Tanh<B>>(as_it_is<B, Tiling::any>),
      rule<B, Softmax<B>>(as_it_is<B, Tiling::any>),
      rule<B, Identity<B>>(as_it_is<B, Tiling::any>),
      rule<B, Dropout<B>>(as_it_is<B, Tiling::any>),
      rule<B, Flatten<B>>(as_it_is<B, Tiling::any>),
  };
}
// #endregion fusion

/// The first layers' operator, and how many of them it computes.
template <Backend B>
struct Planned {
  std::unique_ptr<Operator<B>> executes;
  std::size_t layers;
};

template <Backend B>
Planned<B> first_rule_that_fits(LayerSpan<B> layers) {
  for (const Rule<B>& rule : fusion_rules<B>())
    if (rule.fits(layers))
      if (auto made = rule.make(layers.first(rule.types.size())))
        return {std::move(made), rule.types.size()};
  return {as_it_is<B, Tiling::whole>(layers), 1};
}

/// A backend that fuses nothing goes through its layers one by one.
template <Backend B>
Planned<B> plan_next(LayerSpan<B> layers) {
  if (!B::fuses_layers) return {as_it_is<B, Tiling::whole>(layers), 1};
  Planned<B> next = first_rule_that_fits<B>(layers);
  // Nothing moves in a Flatten: what is in front of it serves as both.
  const auto flatten = rule<B, Flatten<B>>(nullptr);
  while (flatten.fits(layers.subspan(next.layers)))
    ++next.layers;
  return next;
}

}  // namespace nn
