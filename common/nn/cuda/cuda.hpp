/// The CUDA backend: cuBLAS and kernels of our own, in float.
///
/// Each file in this folder does what the file of the same name in reference/
/// does, on the device. This header and those that it includes need no CUDA
/// header; its users link to nn_cuda (built by nvcc) or nn_cuda_emulated
/// (built by g++, runs on the CPU: common/cuda_on_cpu).
#pragma once

#include "nn/backend.hpp"
#include "nn/cuda/activation.hpp"
#include "nn/cuda/batch_norm.hpp"
#include "nn/cuda/convolution.hpp"
#include "nn/cuda/device.hpp"
#include "nn/cuda/dropout.hpp"
#include "nn/cuda/join.hpp"
#include "nn/cuda/linear.hpp"
#include "nn/cuda/loss.hpp"
#include "nn/cuda/memory.hpp"
#include "nn/cuda/optimizer.hpp"
#include "nn/cuda/pooling.hpp"
#include "nn/cuda/step.hpp"

namespace nn {

struct Cuda : cuda::Memory,
              cuda::OneThread,
              cuda::Device,
              cuda::Linear,
              cuda::Activation,
              cuda::Join,
              cuda::Pooling,
              cuda::Dropout,
              cuda::Loss,
              cuda::Optimizer {
  using Convolution = cuda::Convolution;
  using BatchNorm = cuda::BatchNorm;
  using Labels = cuda::Labels;
  using Feed = cuda::Feed;
  using Steps = cuda::Steps;
  using Results = cuda::Results;
};

static_assert(Backend<Cuda>);

}  // namespace nn
