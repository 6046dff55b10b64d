/// The fast backend: threads and vector instructions, in float. The same bits
/// on every processor, for any number of threads (docs/en/performance.md).
///
/// Each file in this folder does what the file of the same name in
/// reference/ does, faster; tests/unit/backend*.cpp compare the two.
#pragma once

#include "nn/backend.hpp"
#include "nn/core/threads.hpp"
#include "nn/cpu/activation.hpp"
#include "nn/cpu/batch_norm.hpp"
#include "nn/cpu/convolution.hpp"
#include "nn/cpu/dropout.hpp"
#include "nn/cpu/join.hpp"
#include "nn/cpu/linear.hpp"
#include "nn/cpu/loss.hpp"
#include "nn/cpu/optimizer.hpp"
#include "nn/cpu/pooling.hpp"
#include "nn/reference/memory.hpp"

namespace nn {

struct Cpu : reference::Memory<float>,
             cpu::Threads,
             cpu::Linear,
             cpu::Activation,
             cpu::Join,
             cpu::Pooling,
             cpu::Dropout,
             cpu::Loss,
             cpu::Optimizer {
  using Matrix = arma::fmat;
  using Convolution = cpu::Convolution;
  using BatchNorm = cpu::BatchNorm;
  using Labels = reference::Memory<float>::Labels;
};

static_assert(Backend<Cpu>);

}  // namespace nn
