/// The networks of this chapter, each with its loss.
#pragma once

#include <memory>
#include <string>

#include "nn/model/sequential.hpp"
#include "nn/training/losses.hpp"

#include "device.hpp"

namespace chapter09 {

using Model = nn::Model<B>;

/// Options of a network: BatchNorm in mlp, cnn and deep; and deep can have
/// twice the channels in its last three convolutions.
struct Extras {
  bool batch_norm = false;
  bool wide = false;
};

/// `name` is one of recipes() (resnet20: chapter 15); `input` is the shape of an image, and there is
/// one output per class. The weights are drawn with `seed`.
std::unique_ptr<Model> make_model(const std::string& name,
                                  const nn::Shape& input, std::size_t classes,
                                  std::uint64_t seed, Extras extras = {});

std::unique_ptr<nn::Loss<B>> make_loss(const std::string& model,
                                       double smoothing = 0);

}  // namespace chapter09
