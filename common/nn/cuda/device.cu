#include "nn/core/error.hpp"
#include "nn/cuda/device.hpp"
#include "nn/cuda/launch.cuh"

namespace nn::cuda {
namespace {

Settings current_settings;

}  // namespace

int Device::device_count() {
  int count = 0;  // is not written when the call fails
  return cudaGetDeviceCount(&count) == cudaSuccess ? count : 0;
}

void Device::require_device() {
  int count = 0;
  const cudaError_t status = cudaGetDeviceCount(&count);
  if (status == cudaSuccess && count > 0) return;
  const std::string found = status == cudaSuccess ? "it counts 0 devices"
                                                  : cudaGetErrorString(status);
  throw Error("no CUDA device to compute on (" + found +
              "): --device cuda needs an NVIDIA GPU and its driver; "
              "--device cpu and --device cuda-emulated need neither");
}

std::string Device::device_name() {
  cudaDeviceProp properties{};
  check(cudaGetDeviceProperties(&properties, 0), "cudaGetDeviceProperties");
  return properties.name;
}

const Settings& Device::settings() {
  return current_settings;
}

void Device::configure(const Settings& settings) {
  current_settings = settings;
  context().set_math_mode();
}

void Device::synchronize() {
  context().synchronize();
}

}  // namespace nn::cuda
