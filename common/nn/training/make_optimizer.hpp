/// An optimizer by its name.
#pragma once

#include <memory>
#include <string>

#include <fmt/ranges.h>

#include "nn/core/printable.hpp"
#include "nn/training/optimizer_names.hpp"
#include "nn/training/optimizers.hpp"

namespace nn {

/// The optimizer of that name, its other settings at their defaults.
/// UsageError if there is none.
template <Backend B>
std::unique_ptr<Optimizer<B>> make_optimizer(const std::string& name,
                                             Trained<B> trained,
                                             double learning_rate) {
  if (name == "sgd") return std::make_unique<Sgd<B>>(trained, learning_rate);
  if (name == "momentum")
    return std::make_unique<Momentum<B>>(trained, learning_rate);
  if (name == "nesterov")
    return std::make_unique<Nesterov<B>>(trained, learning_rate);
  if (name == "adagrad")
    return std::make_unique<AdaGrad<B>>(trained, learning_rate);
  if (name == "rmsprop")
    return std::make_unique<RmsProp<B>>(trained, learning_rate);
  if (name == "adam") return std::make_unique<Adam<B>>(trained, learning_rate);
  if (name == "adamw")
    return std::make_unique<AdamW<B>>(trained, learning_rate);
  throw UsageError(fmt::format("no optimizer is called {}; there are {}",
                               quoted_name(name),
                               fmt::join(optimizer_names, ", ")));
}

}  // namespace nn
