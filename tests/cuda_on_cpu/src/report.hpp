/// Faults: how the runtime writes them down (../include/…/control.h reads).
#pragma once

#include <string>

#include "cuda_on_cpu/api.h"
#include "cuda_on_cpu/control.h"

namespace cuda_on_cpu {

/// Writes a fault down. `where` is the address of an instruction of the source
/// line to blame, `kernel` a kernel's, or null in host code. From then on CUDA
/// calls return `error`.
void report(std::string what, const void* where, const void* kernel,
            cudaError_t error = cudaErrorLaunchFailure);

/// The error that a fault has left, else cudaSuccess.
cudaError_t fault();

/// Keeps what a call returns for cudaGetLastError().
cudaError_t remember(cudaError_t error);

}  // namespace cuda_on_cpu
