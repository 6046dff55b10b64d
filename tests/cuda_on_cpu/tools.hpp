/// What the tests of the runtime share.
#pragma once

#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <cuda_runtime.h>

#include "cuda_on_cpu/control.h"

/// The line of a file beside this one that ends in "// NAME"; 0: none.
inline int line_of(const std::string& file, const std::string& name) {
  const std::string path = __FILE__;
  std::ifstream in(path.substr(0, path.rfind('/') + 1) + file);
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.ends_with("// " + name)) return number;
  }
  return 0;
}

/// A test that may provoke reports leaves none behind.
struct Quiet {
  Quiet() { cuda_on_cpu::print_reports(false); }
  ~Quiet() {
    cuda_on_cpu::take_reports();
    cuda_on_cpu::print_reports(true);
    cuda_on_cpu::set_order(cuda_on_cpu::Order::forward);
  }
};

/// Device memory of n numbers, from the host's.
template <class T>
class OnDevice {
 public:
  explicit OnDevice(const std::vector<T>& host) : OnDevice(host.size()) {
    cudaMemcpy(data_, host.data(), bytes(), cudaMemcpyHostToDevice);
  }
  explicit OnDevice(std::size_t n) : n_(n) { cudaMalloc(&data_, bytes()); }
  ~OnDevice() { cudaFree(data_); }
  OnDevice(const OnDevice&) = delete;
  OnDevice& operator=(const OnDevice&) = delete;

  T* get() const { return data_; }
  std::vector<T> host() const {
    std::vector<T> result(n_);
    cudaMemcpy(result.data(), data_, bytes(), cudaMemcpyDeviceToHost);
    return result;
  }

 private:
  std::size_t bytes() const { return n_ * sizeof(T); }
  std::size_t n_;
  T* data_ = nullptr;
};

/// Launches a kernel and waits for it.
template <class... P, class... A>
cudaError_t run(unsigned blocks, unsigned threads, void (*kernel)(P...),
                A&&... arguments) {
  cudaLaunchConfig_t config{};
  config.gridDim = blocks;
  config.blockDim = threads;
  const auto e =
      cudaLaunchKernelEx(&config, kernel, std::forward<A>(arguments)...);
  return e != cudaSuccess ? e : cudaDeviceSynchronize();
}

/// A report blames line "// NAME" of `file`, and says `words`.
inline void check_report(const std::string& file, const std::string& name,
                         const std::string& kernel, const std::string& words) {
  const int line = line_of(file, name);
  std::string all;
  for (const auto& r : cuda_on_cpu::take_reports()) {
    all += r.text();
    all += "; ";
    if (r.file == file && r.line == line && r.kernel == kernel &&
        r.what.find(words) != std::string::npos) {
      return;
    }
  }
  BOOST_ERROR(file << ":" << line << " \"" << words
                   << "\" was not reported, but: " << all);
}
