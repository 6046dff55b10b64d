/// CUDA on the CPU: a stand-in for the CUDA Toolkit's header of this name,
/// with which g++ compiles .cu files unchanged (see ../README.md).
#pragma once

#include "cuda_on_cpu/api.h"
#include "cuda_on_cpu/device_functions.h"
#include "cuda_on_cpu/launch.h"
#include "cuda_on_cpu/qualifiers.h"
