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

/// Whether this pair of source lines has not been reported yet.
bool first_time(const void* where, const void* other);

/// The device can do nothing more, as after an illegal address: what is queued
/// is dropped until take_reports(). After other faults it goes on.
void stop_device();
bool device_stopped();

/// The error that a fault has left, else cudaSuccess.
cudaError_t fault();

/// Keeps what a call returns for cudaGetLastError().
cudaError_t remember(cudaError_t error);

}  // namespace cuda_on_cpu
