/// A network like LeNet-5, and what becomes of an image in it. Source: LeCun,
/// Bottou, Bengio, Haffner, "Gradient-based learning applied to document
/// recognition", Proc. IEEE 86, 1998.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "nn/core/shape.hpp"

#include "receptive_field.hpp"

namespace chapter08 {

/// Its first `steps` steps (a convolution and its activation are one step);
/// there are lenet_steps().
std::unique_ptr<Probe> lenet(std::size_t steps);
std::size_t lenet_steps();

/// What one step makes of its input.
struct Volume {
  std::string made_by;         ///< the step, in both languages
  nn::Shape shape;             ///< what comes out
  std::size_t parameters = 0;  ///< of this step alone
};

/// The image, and what comes out of each step: asked of the model itself.
std::vector<Volume> lenet_volumes();

/// The parameters of LeNet-5's own second convolution (its layer C3): three of
/// the six maps for each of the first 6 kernels, four for the next 9, all six
/// for the last. Table I of the paper.
std::size_t parameters_of_c3();

}  // namespace chapter08
