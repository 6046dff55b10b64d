/// The host side: memory on the device, copies, and one stream of work.
#pragma once

#include <stdexcept>
#include <string>

#include <cuda_runtime.h>

namespace chapter10 {

// #region check
/// Every CUDA call reports whether it succeeded; most errors are reported
/// later than they occur.
inline void check(cudaError_t error) {
  if (error != cudaSuccess)
    throw std::runtime_error(std::string(cudaGetErrorName(error)) + ": " +
                             cudaGetErrorString(error));
}
// #endregion check

// #region device-array
/// n numbers in the device's memory. The host holds the address and can only
/// pass it on.
template <class T>
class DeviceArray {
 public:
  // #region device-copies
  explicit DeviceArray(std::size_t n) : n_(n) {
    check(cudaMalloc(&data_, n * sizeof(T)));
  }
  DeviceArray(const T* host, std::size_t n) : DeviceArray(n) {
    check(cudaMemcpy(data_, host, n * sizeof(T), cudaMemcpyHostToDevice));
  }
  ~DeviceArray() { cudaFree(data_); }
  // #endregion device-copies
  DeviceArray(const DeviceArray&) = delete;
  DeviceArray& operator=(const DeviceArray&) = delete;

  T* data() const { return data_; }
  void to_host(T* host) const {
    check(cudaMemcpy(host, data_, n_ * sizeof(T), cudaMemcpyDeviceToHost));
  }

 private:
  std::size_t n_ = 0;
  T* data_ = nullptr;
};
// #endregion device-array

// #region launch
/// kernel<<<blocks, threads>>>(arguments...), written as a function that an
/// ordinary C++ compiler can read, too.
template <class... P, class... A>
void launch(dim3 blocks, dim3 threads, void (*kernel)(P...), A... arguments) {
  cudaLaunchConfig_t config{};
  config.gridDim = blocks;
  config.blockDim = threads;
  check(cudaLaunchKernelEx(&config, kernel, static_cast<P>(arguments)...));
}
// #endregion launch

/// How many blocks of `size` threads n threads need.
inline unsigned blocks_for(int n, int size) {
  return static_cast<unsigned>((n + size - 1) / size);
}

}  // namespace chapter10
