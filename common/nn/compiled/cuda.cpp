#include "nn/cuda/cuda.hpp"

#include "nn/compiled/templates.hpp"

NN_TEMPLATES(template, nn::Cuda)
