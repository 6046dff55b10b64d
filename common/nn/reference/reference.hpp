/// The reference backend: every operation is its formula, in float or double.
///
/// This is the code to read first, and the oracle of the tests: gradients are
/// checked on Reference<double>, and the fast backends against
/// Reference<float>.
#pragma once

#include "nn/backend.hpp"
#include "nn/reference/activation.hpp"
#include "nn/reference/batch_norm.hpp"
#include "nn/reference/convolution.hpp"
#include "nn/reference/dropout.hpp"
#include "nn/reference/join.hpp"
#include "nn/reference/linear.hpp"
#include "nn/reference/loss.hpp"
#include "nn/reference/memory.hpp"
#include "nn/reference/optimizer.hpp"
#include "nn/reference/pooling.hpp"

namespace nn {

template <class R>
struct Reference : reference::Memory<R>,
                   reference::OneThread,
                   reference::Linear<R>,
                   reference::Activation<R>,
                   reference::Join<R>,
                   reference::Pooling<R>,
                   reference::Dropout<R>,
                   reference::Loss<R>,
                   reference::Optimizer<R> {
  using Real = R;
  using Matrix = typename reference::Memory<R>::Matrix;
  using Convolution = reference::Convolution<R>;
  using BatchNorm = reference::BatchNorm<R>;
  using Labels = typename reference::Memory<R>::Labels;
};

static_assert(Backend<Reference<float>>);
static_assert(Backend<Reference<double>>);

}  // namespace nn
