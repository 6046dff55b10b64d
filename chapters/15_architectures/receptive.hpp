/// How much of the image a number sees, in networks that branch. Chapter 8 has
/// the formula for layers in a row.
#pragma once

#include <vector>

#include "nn/core/random.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/model/fold.hpp"
#include "nn/reference/reference.hpp"

namespace chapter15 {

/// What the first number of a row sees: the pixels `left` to `right`, of which
/// some are outside of the image; the next number sees those `step` further
/// right.
struct Sight {
  std::ptrdiff_t left = 0, right = 0, step = 1;

  std::size_t field() const {
    return static_cast<std::size_t>(right - left + 1);
  }
};

/// What a window of numbers sees that each see `s`.
Sight through(const nn::Window& window, const Sight& s);
/// What a sum (or a concatenation) of two numbers sees. An Error unless both
/// have the same step.
Sight together(const Sight& a, const Sight& b);

/// The window of a convolution or pooling; one pixel for all others.
template <nn::Backend B>
nn::Window window_of(const nn::Layer<B>& layer) {
  if (const auto* conv = dynamic_cast<const nn::Conv2d<B>*>(&layer))
    return conv->window();
  if (const auto* pool = dynamic_cast<const nn::MaxPool2d<B>*>(&layer))
    return pool->shape().window;
  if (const auto* pool = dynamic_cast<const nn::AveragePool2d<B>*>(&layer))
    return pool->shape().window;
  return {1, 1, 0};
}

// #region sights
/// Of each layer. Not for those behind a Linear, which sees all there is.
template <nn::Backend B>
std::vector<Sight> sights(const nn::Model<B>& model) {
  std::vector<Sight> all;
  const auto of = [&](std::size_t layer) {
    return layer == model.from_input ? Sight{} : all[layer];
  };
  for (std::size_t i = 0; i < model.layer_count(); ++i) {
    const std::vector<std::size_t>& inputs = model.layer_inputs(i);
    Sight seen = of(inputs.front());
    for (const std::size_t input : inputs)
      seen = together(seen, of(input));
    all.push_back(through(window_of(model.layer(i)), seen));
  }
  return all;
}
// #endregion sights

/// The field of what the last layer gives, by its derivatives: how wide the
/// part of the image is in which a pixel moves the numbers in the middle. Its
/// BatchNorms are folded away, and its weights made positive, so that no ReLU
/// is closed; several random images, so that each pixel of a max pooling is
/// once the largest.
std::size_t measured_field(nn::Graph<nn::Reference<double>>& net,
                           std::size_t images, std::uint64_t seed);

}  // namespace chapter15
