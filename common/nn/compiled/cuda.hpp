/// For programs on the CUDA backend, which link to nn_cuda_templates.
#pragma once

#include "nn/compiled/templates.hpp"
#include "nn/cuda/cuda.hpp"

NN_TEMPLATES(extern template, nn::Cuda)
