/// Operations on images of channels x width x height x samples.
#pragma once

#include "operation.hpp"

namespace chapter14 {

/// Slides a window over images; W: out x (kernel * kernel * channels), b: out.
Tensor convolution(const Located& W, const Tensor& b, const Tensor& x,
                   const nn::Window& window);
/// The largest number of each window.
Tensor max_pool(const Located& x, const nn::Window& window);

/// All of them; those of convolutions.cpp; those of pooling.cpp.
std::vector<const Operation*> image_operations();
std::vector<const Operation*> convolution_operations();
std::vector<const Operation*> pooling_operations();

}  // namespace chapter14
