/// cudaLaunchKernelEx: the form of kernel<<<...>>>(...) that is ordinary C++.
#pragma once

#include <cstddef>
#include <memory>
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

/// A kernel with its arguments.
class Call {
 public:
  Call(const void* kernel, std::size_t bytes)
      : kernel_(kernel), bytes_(bytes) {}
  virtual ~Call() = default;
  /// What one thread does.
  virtual void run() const = 0;
  const void* kernel() const { return kernel_; }
  /// Whether an address is in the arguments.
  bool owns(const void* address) const {
    const auto* const begin = reinterpret_cast<const char*>(this);
    return begin <= address && address < begin + bytes_;
  }

 private:
  const void* kernel_;
  std::size_t bytes_;  // of all of it, arguments included
};

template <class... P>
class KernelCall final : public Call {
 public:
  template <class... A>
  explicit KernelCall(void (*function)(P...), A&&... arguments)
      : Call(reinterpret_cast<const void*>(function), sizeof(KernelCall)),
        function_(function),
        arguments_(std::forward<A>(arguments)...) {}
  void run() const override { std::apply(function_, arguments_); }

 private:
  void (*function_)(P...);
  std::tuple<P...> arguments_;
};

cudaError_t launch(const cudaLaunchConfig_t& config,
                   std::shared_ptr<const Call> call, const void* where);

}  // namespace cuda_on_cpu

template <class... P, class... A>
__attribute__((noinline)) cudaError_t cudaLaunchKernelEx(
    const cudaLaunchConfig_t* config, void (*kernel)(P...), A&&... arguments) {
  // The arguments are copied now, as the real call does.
  return cuda_on_cpu::launch(*config,
                             std::make_shared<cuda_on_cpu::KernelCall<P...>>(
                                 kernel, std::forward<A>(arguments)...),
                             __builtin_return_address(0));
}
