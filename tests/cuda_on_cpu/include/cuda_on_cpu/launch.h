/// cudaLaunchKernelEx: the form of kernel<<<...>>>(...) that is ordinary C++.
#pragma once

#include <cstddef>
#include <functional>
#include <tuple>
#include <utility>

#include "api.h"

struct cudaLaunchAttribute {};
struct cudaLaunchConfig_t {
  dim3 gridDim, blockDim;
  std::size_t dynamicSmemBytes = 0;
  cudaStream_t stream = nullptr;
  cudaLaunchAttribute* attrs = nullptr;
  unsigned numAttrs = 0;
};

namespace cuda_on_cpu {

/// Queues `call`, one thread's run of the kernel at address `kernel`.
cudaError_t launch(const cudaLaunchConfig_t& config, const void* kernel,
                   std::function<void()> call);

}  // namespace cuda_on_cpu

template <class... P, class... A>
cudaError_t cudaLaunchKernelEx(const cudaLaunchConfig_t* config,
                               void (*kernel)(P...), A&&... arguments) {
  // The arguments are copied now, as the real call does.
  return cuda_on_cpu::launch(
      *config, reinterpret_cast<const void*>(kernel),
      [kernel, values = std::tuple<P...>(std::forward<A>(arguments)...)] {
        std::apply(kernel, values);
      });
}
